// How sending stands at this moment: the first word of a stream that would go on.
import type { DispatchStatus } from '../../../shared/dispatch/dispatch-status.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { Client } from './engine-session.ts';

/** Rejects with Failure: what the stream ends with. */
export function readStatus(client: Client): Promise<DispatchStatus> {
  return new Promise((resolve, reject) => {
    const end = client.dispatch.watchStatus({}, (event) => {
      if (event.type === 'failed') reject(new Failure(event.error));
      else resolve(event.status);
      queueMicrotask(() => end());
    });
  });
}
