// How a delivery stands, in words first: a mark and a tone that say the same. Pure.
import {
  Archive,
  Ban,
  CircleCheck,
  CircleMinus,
  CircleX,
  Clock,
  type LucideIcon,
  ShieldBan,
  TimerOff,
  Unplug,
} from 'lucide-react';
import type { AttemptResult, Delivery } from '../../../shared/dispatch/delivery.ts';
import type { Tone } from '../../ui/tone.ts';
import { t } from './texts.ts';

export interface Standing {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
  /** `200`; undefined: there was no answer. */
  readonly detail: string | undefined;
}

const results: Readonly<Record<AttemptResult, { readonly icon: LucideIcon; readonly tone: Tone }>> = {
  delivered: { icon: CircleCheck, tone: 'success' },
  redirected: { icon: Ban, tone: 'warn' },
  refused: { icon: Ban, tone: 'warn' },
  failing: { icon: CircleX, tone: 'danger' },
  'timed-out': { icon: TimerOff, tone: 'timeout' },
  unreachable: { icon: Unplug, tone: 'neutral' },
  'protocol-error': { icon: CircleX, tone: 'danger' },
  blocked: { icon: ShieldBan, tone: 'warn' },
};

export function describeStanding({
  outcome,
  result,
  status,
}: Pick<Delivery, 'outcome' | 'result' | 'status'>): Standing {
  const detail = status === null ? undefined : String(status);
  switch (outcome) {
    case 'delivered':
      return { ...results.delivered, word: t('outcome.delivered'), detail };
    case 'dead':
      return { icon: Archive, tone: 'danger', word: t('outcome.dead'), detail };
    case 'cancelled':
      return { icon: CircleMinus, tone: 'neutral', word: t('outcome.cancelled'), detail };
    case 'pending':
      if (result === null) return { icon: Clock, tone: 'info', word: t('outcome.pending'), detail };
      return { ...results[result], word: t(`result.${result}`), detail };
  }
}

/** "84 ms", "1.2 s". */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1_000) return `${Math.round(durationMs)} ms`;
  return `${(durationMs / 1_000).toFixed(1)} s`;
}

const clocks = new Map<string, { readonly clock: Intl.DateTimeFormat; readonly day: Intl.DateTimeFormat }>();

/** "10:41:07" in that zone; on another day than now its date, "22 Nov". */
export function formatClock(atMs: number, nowMs: number, timeZone: string): string {
  const known = clocks.get(timeZone) ?? {
    clock: new Intl.DateTimeFormat('en-AU', { timeZone, timeStyle: 'medium', hourCycle: 'h23' }),
    day: new Intl.DateTimeFormat('en-AU', { timeZone, day: 'numeric', month: 'short' }),
  };
  clocks.set(timeZone, known);
  const day = known.day.format(atMs);
  return day === known.day.format(nowMs) ? known.clock.format(atMs) : day;
}
