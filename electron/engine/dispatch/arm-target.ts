// LIVE tenant sets: what a person made up goes to the receiver, unless they typed how many requests leave. Pure.
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { AskedTarget } from './plan-target.ts';

export interface ArmQuestion {
  readonly to: AskedTarget;
  /** Typed by a person. */
  readonly confirm: number | undefined;
  /** How many requests would leave. */
  readonly count: number;
  readonly tenantSet: { readonly name: string; readonly live: boolean } | null;
  /** A sandbox's requests cannot leave at all. */
  readonly isSandbox: boolean;
  isReceiver(to: AskedTarget): boolean;
}

/** The target it is sent to. Throws Failure NOT_ARMED for another target or another number. */
export function armTarget({ to, confirm, count, tenantSet, isSandbox, isReceiver }: ArmQuestion): AskedTarget {
  if (tenantSet === null || !tenantSet.live || isSandbox || isReceiver(to)) return to;
  if (confirm === count) return to;
  if (confirm === undefined && to === undefined) return { receiver: true };
  throw dispatchErrors.fail('NOT_ARMED', { tenantSet: tenantSet.name, count });
}
