// How fast a replay of many goes, and when it stops by itself, as typed. Pure; the limits are those of the contract.
import { t } from './texts.ts';

export interface TypedPace {
  readonly rate: string;
  readonly stopAfter: string;
}

export interface ReadPace {
  /** null: one of them cannot be read. */
  readonly value: { readonly ratePerSecond: number; readonly stopAfter: number } | null;
  readonly rateProblem: string | null;
  readonly stopProblem: string | null;
}

const leastRate = 0.1;
const mostRate = 1_000;

export function readPace({ rate, stopAfter }: TypedPace): ReadPace {
  const ratePerSecond = /^\d{1,4}(?:\.\d{1,3})?$/.test(rate.trim()) ? Number(rate) : Number.NaN;
  const stop = /^\d{1,6}$/.test(stopAfter.trim()) ? Number(stopAfter) : Number.NaN;
  const isRate = ratePerSecond >= leastRate && ratePerSecond <= mostRate;
  return {
    value: isRate && !Number.isNaN(stop) ? { ratePerSecond, stopAfter: stop } : null,
    rateProblem: isRate ? null : t('many.rateProblem'),
    stopProblem: Number.isNaN(stop) ? t('many.stopProblem') : null,
  };
}
