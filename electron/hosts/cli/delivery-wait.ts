// Waits for the outcome of a delivery and tells of the attempts that are not the last.
import type { Attempt, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { type AppError, Failure } from '../../../shared/kernel/app-error.ts';
import type { CommandContext } from './command-context.ts';
import { describeAttempt, describeOutcome, summariseDelivery } from './delivery-text.ts';
import type { Client } from './engine-session.ts';
import { type ExitCode, exitCodeOfDelivery } from './exit-codes.ts';

interface Awaited {
  readonly deliveryId: string;
  /** This command accepted it: every attempt is news, also one that was over before anybody watched. */
  readonly isNew: boolean;
}

/** Throws Failure: what the stream ends with, INTERRUPTED. */
export async function waitForOutcome(
  context: CommandContext,
  client: Client,
  { deliveryId, isNew }: Awaited,
): Promise<DeliveryDetail> {
  const { promise, resolve, reject } = Promise.withResolvers<DeliveryDetail>();
  const told = new Set<number>();
  let announced: string | null = null;
  const tell = (attempt: Attempt, isHistory: boolean) => {
    if (!told.has(attempt.number) && !isHistory) context.output.note(describeAttempt(attempt));
    told.add(attempt.number);
  };
  context.interrupt.left = `${deliveryId} is recorded; an attempt that had begun was let end. See: switchhook deliveries show ${deliveryId}`;
  const unsubscribe = client.dispatch.watch({ deliveryId }, (event) => {
    if (event.type === 'failed') {
      reject(new Failure(nameDelivery(event.error, deliveryId)));
      return;
    }
    if (event.delivery.outcome !== 'pending') resolve(event.delivery);
    // The answer tells all attempts; until it comes, this is what the person waits through.
    else {
      for (const attempt of event.delivery.attempts) tell(attempt, event.type === 'snapshot' && !isNew);
      const { nextAttemptAt } = event.delivery;
      if (nextAttemptAt !== null && nextAttemptAt !== announced)
        context.output.note(`next attempt at ${nextAttemptAt}`);
      announced = nextAttemptAt;
    }
  });
  try {
    return await context.interrupt.race(promise);
  } finally {
    unsubscribe();
  }
}

/** An owner that was killed takes the stream with it, but not the delivery. */
function nameDelivery(error: AppError, deliveryId: string): AppError {
  if (error.code !== 'CONNECTION_LOST') return error;
  const message = `The Switchhook that was sending ${deliveryId} is gone, so its outcome is unknown. The delivery is recorded, and the next command that opens this data folder goes on with it. See: switchhook deliveries show ${deliveryId}`;
  return { ...error, message };
}

/** The answer of `send` and `deliveries replay`. */
export function answerOutcome({ output }: CommandContext, delivery: DeliveryDetail): ExitCode {
  output.answer(summariseDelivery(delivery), () => describeOutcome(delivery));
  return exitCodeOfDelivery(delivery);
}
