// The question before a replay that leaves the machine or differs from what was sent: where to, what exactly, and that it may arrive twice.
import { useEffect, useMemo, useRef } from 'react';
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { readyValue } from '../../app/feature/loadable.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { Note } from '../../ui/note.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { type Comparison, compareWithRebuilt } from './compare-requests.ts';
import type { DiffLine } from './diff-lines.ts';
import styles from './replay-dialog.module.css';
import { isForReceiver, type State } from './selectors.ts';
import type { ReplayWish } from './store.ts';
import { t } from './texts.ts';

export function ReplayDialog({ delivery }: { readonly delivery: DeliveryDetail }) {
  const { isAskingReplay, mode, target, replayAnswered } = useAppState((state: State) => state.dispatchView);
  const replayAsked = useAppState((state: State) => state.dispatch.replayAsked);
  const comparison = useComparison(delivery, isAskingReplay && mode === 'rebuilt', target);
  const confirm = useRef<HTMLButtonElement>(null);
  const send = () => {
    replayAnswered();
    replayAsked({ deliveryId: delivery.id, mode, target });
  };
  const isSendable = mode === 'exact' || comparison?.isBuilt === true;
  const actions = (
    <>
      <Button onClick={replayAnswered}>{t('replay.cancel')}</Button>
      <Button
        ref={confirm}
        variant="primary"
        onClick={send}
        {...(!isSendable && { disabledReason: t(comparison === null ? 'replay.building' : 'replay.cannotBuild') })}
      >
        {t('replay.confirm')}
      </Button>
    </>
  );
  const goesTo = nameTarget(delivery, target, comparison);
  return (
    <Dialog
      isOpen={isAskingReplay}
      onClose={replayAnswered}
      title={t('replay.title')}
      description={t(mode === 'exact' ? 'replay.exactText' : 'replay.rebuiltText')}
      size={mode === 'exact' ? 'medium' : 'large'}
      actions={actions}
      initialFocus={confirm}
    >
      <div className={styles.parts}>
        <DefinitionList items={[goesTo]} termWidth={40} />
        {mode === 'rebuilt' && <Difference comparison={comparison} />}
        <Note tone="warn">{t('replay.twice')}</Note>
      </div>
    </Dialog>
  );
}

function nameTarget(delivery: DeliveryDetail, target: ReplayWish['target'], comparison: Comparison | null) {
  const term = t('replay.to');
  if (target === 'receiver' || isForReceiver(delivery)) return { term, value: t('replay.receiver') };
  const isOwnUrl = delivery.originalUrl === null;
  const url = isOwnUrl && comparison?.isBuilt === true ? comparison.url : delivery.url;
  return { term, value: url, isMono: true };
}

/** null: not wanted, or today's integration is still being read. */
function useComparison(delivery: DeliveryDetail, isWanted: boolean, target: ReplayWish['target']): Comparison | null {
  const { today, todayAsked } = useAppState((state: State) => state.dispatch);
  const sets = useAppState((state: State) => readyValue(state.tenants.sets));
  const { integrationId, tenantSet } = delivery;
  useEffect(() => {
    if (isWanted && integrationId !== null) todayAsked(integrationId);
  }, [isWanted, integrationId, todayAsked]);
  return useMemo(() => {
    if (!isWanted) return null;
    const dialect = sets?.find(({ id }) => id === tenantSet)?.dialect ?? delivery.dialect;
    // An integration from a file is nowhere but in its snapshot.
    if (integrationId === null) {
      return compareWithRebuilt({ delivery, integration: delivery.integration, dialect: delivery.dialect, target });
    }
    if (today === null || today.status === 'loading') return null;
    if (today.status === 'failed') return { isBuilt: false, problems: [toProblem(today.error)] };
    return compareWithRebuilt({ delivery, integration: today.value, dialect, target });
  }, [isWanted, sets, tenantSet, delivery, integrationId, today, target]);
}

function toProblem({ code, message }: { readonly code: string; readonly message: string }) {
  return { code, message, severity: 'error', path: '' } as const;
}

function Difference({ comparison }: { readonly comparison: Comparison | null }) {
  if (comparison === null) return <SkeletonLines label={t('replay.building')} lines={4} />;
  if (!comparison.isBuilt) {
    return (
      <Note tone="danger">
        {t('replay.cannotBuild')} {comparison.problems.map(({ message }) => message).join(' ')}
      </Note>
    );
  }
  if (comparison.isSame) return <Note>{t('replay.noDifference')}</Note>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.diff} aria-label={t('replay.diff')} tabIndex={0}>
      {comparison.lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines never move
        <Line key={index} line={line} />
      ))}
    </section>
  );
}

const signs = { same: '', removed: '\u2212', added: '+' } as const;

function Line({ line: { kind, text } }: { readonly line: DiffLine }) {
  return (
    <div className={joinClasses(styles.line, kind !== 'same' && styles[kind])}>
      <span aria-hidden>{signs[kind]}</span>
      <span>
        {kind !== 'same' && <VisuallyHidden>{t(`diff.${kind}`)} </VisuallyHidden>}
        {text}
      </span>
    </div>
  );
}
