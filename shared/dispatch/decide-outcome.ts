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

/** What a delivery becomes when no further attempt is due. */
export function decideOutcome(result: AttemptResult): Outcome {
  switch (result) {
    case 'delivered':
      return 'delivered';
    case 'redirected':
    case 'refused':
    case 'failing':
    case 'timed-out':
    case 'unreachable':
    case 'protocol-error':
    case 'blocked':
      return 'dead';
    default:
      return assertNever(result);
  }
}
