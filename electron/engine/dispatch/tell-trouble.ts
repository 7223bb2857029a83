// What the log says when a delivery waits for a reason of our own.
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { Log } from '../ports.ts';

export function tellTrouble(log: Log, cause: unknown): void {
  // A locked vault is as it should be: whoever looks at the delivery is told what it waits for.
  if (cause instanceof Failure && cause.error.code === 'VAULT_LOCKED') {
    log('info', 'A delivery waits until the vault is unlocked.');
    return;
  }
  log('error', 'A delivery waits: it could not be sent or recorded.', describe(cause));
}

function describe(cause: unknown): Record<string, unknown> {
  if (cause instanceof Failure) return { code: cause.error.code, ...(cause.cause ? describe(cause.cause) : {}) };
  return { stack: cause instanceof Error ? cause.stack : String(cause) };
}
