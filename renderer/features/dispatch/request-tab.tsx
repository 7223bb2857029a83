// The request as it was built at accept, and apart from it what was added when it was sent. Secrets are masked by the engine.
import type { Attempt, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { HeaderList } from '../../../shared/request/built-request.ts';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { formatPreviewAsHttp } from '../../../shared/request/format-http.ts';
import { formatInstant, formatNumber } from '../../app/feature/format.ts';
import { navigate, useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Code } from '../../ui/code.tsx';
import { spansOfHttp } from '../../ui/code-spans.ts';
import { type DefinitionItem, DefinitionList } from '../../ui/definition-list.tsx';
import { PaneSection } from '../../ui/sheet.tsx';
import { chooseAttempt } from './choose-attempt.ts';
import styles from './delivery-pane.module.css';
import { formatHead } from './describe-response.ts';
import { listAdded } from './list-added.ts';
import type { State } from './selectors.ts';
import { t } from './texts.ts';

export function RequestTab({ delivery }: { readonly delivery: DeliveryDetail }) {
  const chosenNumber = useAppState((state: State) => state.dispatchView.chosenAttempt);
  return (
    <>
      <BuiltRequestView delivery={delivery} attempt={chooseAttempt(delivery.attempts, chosenNumber)} />
      <PaneSection>
        <DefinitionList items={listFacts(delivery)} termWidth={84} />
      </PaneSection>
    </>
  );
}

export interface BuiltRequestViewProps {
  readonly delivery: DeliveryDetail;
  /** Whose added headers are shown; undefined: only what is the same in every attempt. */
  readonly attempt: Attempt | undefined;
}

export function BuiltRequestView({ delivery, attempt }: BuiltRequestViewProps) {
  const { request } = delivery;
  const text = formatPreviewAsHttp(request, []);
  const added = attempt === undefined ? [] : listAdded(attempt.sentHeaders, request.headers);
  const bytes = new TextEncoder().encode(request.body ?? '').length;
  const size = t('response.bytes', { count: formatNumber(bytes) });
  return (
    <PaneSection>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>{t('request.title')}</h3>
        <span className={styles.sectionDetail}>{t('request.same', { size })}</span>
      </div>
      <Code label={t('request.title')} text={text} spans={spansOfHttp(text)} />
      {attempt !== undefined && added.length > 0 && <Added headers={added} number={attempt.number} />}
    </PaneSection>
  );
}

function Added({ headers, number }: { readonly headers: HeaderList; readonly number: number }) {
  const lines = formatHead('', headers).slice(1);
  // A header's colours are those of a request's: its first line is left out again.
  const spans = spansOfHttp(`\n${lines}`).map(({ start, end, kind }) => ({ start: start - 1, end: end - 1, kind }));
  return (
    <>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>{t('request.added')}</h3>
        <span className={styles.sectionDetail}>{t('request.attempt', { number })}</span>
      </div>
      <Code label={t('request.added')} text={lines} spans={spans} />
    </>
  );
}

function listFacts(delivery: DeliveryDetail): readonly DefinitionItem[] {
  const { id, url, originalUrl, acceptedAt, event, replayOf } = delivery;
  const instant = (at: string) => formatInstant(Date.parse(at), defaultTimeZone);
  const openFirst = (
    <Button variant="link" size="small" onClick={() => navigate({ sel: replayOf })}>
      {t('request.openFirst')}
    </Button>
  );
  return [
    { term: t('request.url'), value: url, isMono: true },
    ...(originalUrl === null ? [] : [{ term: t('request.insteadOf'), value: originalUrl, isMono: true }]),
    { term: t('request.accepted'), value: instant(acceptedAt) },
    { term: t('request.occurred'), value: instant(event.occurredAt) },
    { term: t('request.id'), value: id, isMono: true },
    ...(replayOf === null ? [] : [{ term: t('request.replayOf'), value: openFirst }]),
  ];
}
