// Why a delivery waits or ended dead, and what a person can do about it. What is not sent uses no attempt.
import { ArchiveX, LockKeyhole } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { EndpointHealth } from '../../../shared/dispatch/dispatch-status.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { formatInstant, formatNumber, formatOtherDay, formatSeconds } from '../../app/feature/format.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { PaneSection } from '../../ui/sheet.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './delivery-pane.module.css';
import { findBreaker, nameEndpoint } from './describe-waiting.ts';
import type { State } from './selectors.ts';
import { t } from './texts.ts';

interface OfDelivery {
  readonly delivery: DeliveryDetail;
}

export function WaitingNotes({ delivery }: OfDelivery) {
  const status = useAppState((state: State) => state.dispatch.status);
  const breaker = findBreaker(status?.failing ?? [], delivery.endpoint);
  const gone = status?.gone.find(({ integrationId }) => integrationId === delivery.integrationId);
  const isPending = delivery.outcome === 'pending';
  return (
    <>
      {delivery.outcome === 'dead' && <DeadNote delivery={delivery} />}
      {breaker !== null && <BreakerNote breaker={breaker} />}
      {gone !== undefined && <GoneNote integrationId={gone.integrationId} since={gone.since} />}
      {isPending && delivery.waitsFor === 'disabled' && <InNote>{t('waits.disabled')}</InNote>}
      {isPending && delivery.waitsFor === 'vault' && <VaultNote />}
      {isPending && delivery.waitsFor === 'storage' && <InNote>{status?.pausedBecause ?? t('waits.storage')}</InNote>}
    </>
  );
}

function InNote({ children }: { readonly children: string }) {
  return (
    <PaneSection>
      <Note tone="warn">{children}</Note>
    </PaneSection>
  );
}

function DeadNote({ delivery }: OfDelivery) {
  const requeueAsked = useAppState((state: State) => state.dispatchActs.requeueAsked);
  const discardAsked = useAppState((state: State) => state.dispatchActs.discardAsked);
  const selection = { ids: [delivery.id] };
  return (
    <PaneSection>
      <Note icon={ArchiveX}>
        <strong>{t('dead.title')}</strong> {t(delivery.isRetried ? 'dead.retried' : 'dead.once')} {t('dead.kept')}
        <span className={styles.acts}>
          <Button size="small" onClick={() => requeueAsked(selection)}>
            {t('dead.requeue')}
          </Button>
          <Button variant="quiet" size="small" onClick={() => discardAsked(selection)}>
            {t('dead.discard')}
          </Button>
        </span>
      </Note>
    </PaneSection>
  );
}

function BreakerNote({ breaker }: { readonly breaker: EndpointHealth }) {
  const breakerCloseAsked = useAppState((state: State) => state.dispatchActs.breakerCloseAsked);
  const { endpoint, failures, attempts, openedAt, nextTrialAt, waiting } = breaker;
  return (
    <PaneSection>
      <Note tone="warn">
        <strong>
          {t('breaker.fails', {
            endpoint: nameEndpoint(endpoint),
            failures: String(failures),
            attempts: String(attempts),
          })}
        </strong>{' '}
        {openedAt !== null && t('breaker.opened', { time: nameMoment(openedAt) })}{' '}
        {t('breaker.waiting', { count: formatNumber(waiting) })}{' '}
        {nextTrialAt !== null && t('breaker.trial', { time: nameMoment(nextTrialAt) })}
        <span className={styles.acts}>
          <Button size="small" onClick={() => breakerCloseAsked(endpoint)}>
            {t('breaker.close')}
          </Button>
        </span>
      </Note>
    </PaneSection>
  );
}

/** "10:44:31", with the day where it is not today. */
function nameMoment(at: string): string {
  const day = formatOtherDay(at, Date.now(), defaultTimeZone);
  const time = formatSeconds(at, defaultTimeZone);
  return day === null ? time : `${day}, ${time}`;
}

function GoneNote({ integrationId, since }: { readonly integrationId: string; readonly since: string }) {
  const allowSendingAsked = useAppState((state: State) => state.dispatchActs.allowSendingAsked);
  return (
    <PaneSection>
      <Note tone="warn">
        {t('waits.gone', { time: formatInstant(Date.parse(since), defaultTimeZone) })}
        <span className={styles.acts}>
          <Button size="small" onClick={() => allowSendingAsked(integrationId)}>
            {t('waits.allow')}
          </Button>
        </span>
      </Note>
    </PaneSection>
  );
}

/** Unlocked where it is needed: the delivery goes on by itself then. */
function VaultNote() {
  const vaultUnlockAsked = useAppState((state: State) => state.vault.vaultUnlockAsked);
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<AppError | null>(null);
  const unlock = (event: FormEvent) => {
    event.preventDefault();
    void vaultUnlockAsked(passphrase).then(setProblem);
    setPassphrase('');
  };
  return (
    <PaneSection>
      <Note tone={problem === null ? 'warn' : 'danger'} icon={LockKeyhole} isAnnounced={problem !== null}>
        {problem?.message ?? t('waits.vault')}
        <form className={styles.acts} onSubmit={unlock}>
          <Field label={t('waits.passphrase')} isLabelHidden className={styles.grow}>
            <TextField
              type="password"
              size="small"
              placeholder={t('waits.passphrase')}
              value={passphrase}
              onChange={setPassphrase}
            />
          </Field>
          <Button size="small" type="submit">
            {t('waits.unlock')}
          </Button>
        </form>
      </Note>
    </PaneSection>
  );
}
