// Sends what is in the form, with the sample on screen, to the local receiver. Nothing leaves the machine.
import type { AppError } from '../../../../shared/kernel/app-error.ts';
import type { Client } from '../../../app/feature/slice.ts';
import { findSample, type SampleId } from './samples.ts';
import { type EditorSession, hasChanges } from './session.ts';

export type SendState =
  | { readonly status: 'idle' | 'sending' }
  | { readonly status: 'sent'; readonly deliveryId: string }
  | { readonly status: 'failed'; readonly error: AppError; readonly isReceiverOff: boolean };

export interface SendSource {
  readonly session: EditorSession;
  readonly sample: SampleId;
  /** Start the receiver first. */
  readonly isReceiverStarted: boolean;
  readonly nowMs: number;
}

const receiverOff: readonly string[] = ['RECEIVER_NOT_RUNNING', 'SANDBOX_NEEDS_RECEIVER'];

export async function sendToReceiver(client: Client, source: SendSource): Promise<SendState> {
  const { session, sample, isReceiverStarted, nowMs } = source;
  const chosen = findSample(session.integration.triggerEvent, sample);
  if (chosen === null) return { status: 'idle' };
  if (isReceiverStarted) {
    const started = await client.bench.start({});
    if (!started.ok) return { status: 'failed', error: started.error, isReceiverOff: false };
  }
  const isSaved = session.id !== null && !hasChanges(session);
  const answer = await client.dispatch.send({
    // A draft has no delivery log of its own, so it is sent as a file would be.
    integration: isSaved && session.id !== null ? { id: session.id } : { file: session.integration },
    event: { event: { ...chosen.event, occurredAt: new Date(nowMs).toISOString() } },
    to: { receiver: true },
  });
  if (answer.ok) return { status: 'sent', deliveryId: answer.value.deliveryId };
  return { status: 'failed', error: answer.error, isReceiverOff: receiverOff.includes(answer.error.code) };
}
