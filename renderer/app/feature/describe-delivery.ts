// How a delivery or an attempt stands, in words first: a mark, a tone and a short detail beside the word. The same on every screen. Pure.
import {
  ArchiveX,
  Ban,
  CircleCheck,
  CircleMinus,
  CircleX,
  Clock,
  CornerDownRight,
  FileWarning,
  type LucideIcon,
  ShieldBan,
  TimerOff,
  Unplug,
} from 'lucide-react';
import type { Attempt, AttemptError, AttemptResult, Delivery } from '../../../shared/dispatch/delivery.ts';
import type { Tone } from '../../ui/tone.ts';
import { t } from '../texts.ts';
import { formatDuration } from './format.ts';

export interface Standing {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
  /** `200`, `DNS`, `15.0 s`; undefined: the word says all. */
  readonly detail: string | undefined;
}

interface Mark {
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

const marks: Readonly<Record<AttemptResult, Mark>> = {
  delivered: { icon: CircleCheck, tone: 'success' },
  redirected: { icon: CornerDownRight, tone: 'warn' },
  refused: { icon: Ban, tone: 'warn' },
  failing: { icon: CircleX, tone: 'danger' },
  'timed-out': { icon: TimerOff, tone: 'timeout' },
  unreachable: { icon: Unplug, tone: 'neutral' },
  'protocol-error': { icon: FileWarning, tone: 'danger' },
  blocked: { icon: ShieldBan, tone: 'warn' },
};

/** A final outcome by its word, or the last attempt's result while more may come. */
export function describeDelivery(delivery: Delivery): Standing {
  const { outcome, result, status, error, durationMs } = delivery;
  switch (outcome) {
    case 'delivered':
      return { ...marks.delivered, word: t('outcome.delivered'), detail: textOf(status) };
    case 'dead':
      return { icon: ArchiveX, tone: 'danger', word: t('outcome.dead'), detail: textOf(status) ?? nameCause(error) };
    case 'cancelled':
      return { icon: CircleMinus, tone: 'neutral', word: t('outcome.cancelled'), detail: undefined };
    case 'pending':
      return result === null
        ? { icon: Clock, tone: 'info', word: t('outcome.pending'), detail: undefined }
        : describeResult({ result, status, error, durationMs: durationMs ?? 0 });
  }
}

type AttemptEnd = Pick<Attempt, 'result' | 'status' | 'error' | 'durationMs'>;

export function describeResult({ result, status, error, durationMs }: AttemptEnd): Standing {
  const detail = result === 'timed-out' ? formatDuration(durationMs) : (textOf(status) ?? nameCause(error));
  return { ...marks[result], word: t(`result.${result}`), detail };
}

function textOf(status: number | null): string | undefined {
  return status === null ? undefined : String(status);
}

const causes = [
  [/^DNS_/, 'cause.dns'],
  [/^PROXY_/, 'cause.proxy'],
  [/^TLS_/, 'cause.tls'],
  [/^CONNECT_/, 'cause.connect'],
  [/^NETWORK_/, 'cause.network'],
  [/^DEADLINE$/, 'cause.deadline'],
  [/^TARGET_/, 'cause.target'],
  [/^SECRET_/, 'cause.secret'],
  [/^RESPONSE_/, 'cause.response'],
  [/^ATTEMPT_/, 'cause.interrupted'],
] as const;

/** In one word, for a cell; the sentence stands in the detail pane. */
function nameCause(error: AttemptError | null): string | undefined {
  const known = error === null ? undefined : causes.find(([pattern]) => pattern.test(error.code));
  return known === undefined ? undefined : t(known[1]);
}
