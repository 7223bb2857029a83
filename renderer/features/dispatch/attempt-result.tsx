// What came of one attempt: the answer, or why there is none.
import type { Attempt, AttemptError, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { describeDelivery, describeResult } from '../../app/feature/describe-delivery.ts';
import { formatClock, formatDuration, formatNumber, formatZone } from '../../app/feature/format.ts';
import { useAppStore } from '../../app/feature/use-app.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Code } from '../../ui/code.tsx';
import { spansOfHttp } from '../../ui/code-spans.ts';
import type { DefinitionItem } from '../../ui/definition-list.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { MiddleTruncated } from '../../ui/middle-truncated.tsx';
import { Note } from '../../ui/note.tsx';
import { PaneSection } from '../../ui/sheet.tsx';
import { copyDiagnostic } from './copy-delivery.ts';
import styles from './delivery-pane.module.css';
import { decodeBody, formatResponse, nameStatus, splitTiming } from './describe-response.ts';
import type { State } from './selectors.ts';
import { t } from './texts.ts';

export interface AttemptResultProps {
  readonly delivery: DeliveryDetail;
  /** undefined: none was made. */
  readonly attempt: Attempt | undefined;
}

export function AttemptResult({ delivery, attempt }: AttemptResultProps) {
  const error = attempt === undefined ? delivery.error : attempt.error;
  return (
    <>
      {error !== null && <Failed delivery={delivery} attempt={attempt} error={error} />}
      {attempt?.response != null && <Answer attempt={attempt} response={attempt.response} />}
    </>
  );
}

interface FailedProps extends AttemptResultProps {
  readonly error: AttemptError;
}

function Failed({ delivery, attempt, error }: FailedProps) {
  const store = useAppStore<State>();
  const { word, detail, icon } = attempt === undefined ? describeDelivery(delivery) : describeResult(attempt);
  const at = attempt?.startedAt ?? delivery.acceptedAt;
  const zone = formatZone(Date.parse(at), defaultTimeZone).replace(/ \(.*$/, '');
  const time = `${formatClock(at, defaultTimeZone)} ${zone}`;
  const wasSent = attempt !== undefined && attempt.sentHeaders.length > 0;
  const facts: readonly DefinitionItem[] = [
    { term: t('error.code'), value: error.code, isMono: true },
    { term: t('error.when'), value: attempt === undefined ? time : t('error.at', { time, number: attempt.number }) },
    {
      term: t(wasSent ? 'error.sent' : 'error.wouldSend'),
      value: (
        <MiddleTruncated text={`${delivery.method} ${delivery.url.replace(/^https:\/\//, '')}`} isMono isRevealing />
      ),
    },
  ];
  const copy = (
    <Button onClick={() => copyDiagnostic(delivery, store.getState().dispatchView)}>{t('copy.diagnostic')}</Button>
  );
  return (
    <ErrorPanel title={detail === undefined ? word : `${word}: ${detail}`} icon={icon} facts={facts} actions={copy}>
      {error.message}
    </ErrorPanel>
  );
}

interface AnswerProps {
  readonly attempt: Attempt;
  readonly response: NonNullable<Attempt['response']>;
}

function Answer({ attempt, response }: AnswerProps) {
  const text = formatResponse(response);
  const { byteCount } = decodeBody(response);
  const size = t('response.bytes', { count: formatNumber(byteCount) });
  const { tone } = describeResult(attempt);
  return (
    <PaneSection>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>{t('response.title')}</h3>
        <Badge tone={tone}>{nameStatus(response.status)}</Badge>
        <span className={styles.sectionDetail}>{t('response.of', { number: attempt.number, size })}</span>
      </div>
      {response.isCut && <Note>{t('response.cut')}</Note>}
      <Code label={t('response.title')} text={text} spans={spansOfHttp(text)} />
      <Timings attempt={attempt} />
    </PaneSection>
  );
}

function Timings({ attempt }: { readonly attempt: Attempt }) {
  const parts = splitTiming(attempt.timing);
  const longestMs = Math.max(...parts.map(({ durationMs }) => durationMs ?? 0));
  return (
    <dl className={styles.timings} aria-label={t('timings')}>
      {parts.map(({ name, durationMs }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={durationMs === longestMs ? styles.longest : undefined}>
            {durationMs === null ? t('timing.none') : formatDuration(durationMs)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
