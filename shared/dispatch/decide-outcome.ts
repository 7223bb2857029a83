// What an answer, and an attempt, mean for the delivery. Pure.
import { assertNever } from '../kernel/assert-never.ts';
import type { AttemptResult, Outcome } from './delivery.ts';

/** The result of a whole answer, or of one that was long enough. A status outside 200 to 599 is no answer HTTP knows. */
export function decideResult(status: number): AttemptResult {
  if (status >= 200 && status < 300) return 'delivered';
  if (status >= 300 && status < 400) return 'redirected';
  if (status >= 400 && status < 500) return 'refused';
  if (status >= 500 && status < 600) return 'failing';
  return 'protocol-error';
}

/** The endpoint says that it is gone for good. */
export const goneStatus = 410;

/** Whether another attempt may help. */
export function isRetriable(result: AttemptResult, status: number | null): boolean {
  return result !== 'delivered' && result !== 'blocked' && status !== goneStatus;
}

/** What a delivery becomes when no further attempt is due. Delivered once is delivered for good. */
export function decideOutcome(result: AttemptResult, wasDelivered: boolean): Outcome {
  return result === 'delivered' || wasDelivered ? 'delivered' : 'dead';
}

/** Whose breaker an attempt counts for, and how; null: it says nothing about either. */
export function judgeForBreaker(
  result: AttemptResult,
  status: number | null,
): { readonly scope: 'endpoint' | 'origin'; readonly isFailure: boolean } | null {
  switch (result) {
    case 'blocked':
      return null;
    case 'unreachable':
      return { scope: 'origin', isFailure: true };
    case 'delivered':
      return { scope: 'endpoint', isFailure: false };
    case 'refused':
      return { scope: 'endpoint', isFailure: status === 429 };
    case 'redirected':
    case 'failing':
    case 'timed-out':
    case 'protocol-error':
      return { scope: 'endpoint', isFailure: true };
    default:
      return assertNever(result);
  }
}
