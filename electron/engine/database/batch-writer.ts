// Batches on their way to the disk. The main connection writes a batch, which is quick; the sync that makes it outlive a power cut goes
// on beside it, and so does carrying the log over, on a thread. What is written and not yet synced can be read: it must not be acted upon.
import { CheckpointThread } from './checkpoint-thread.ts';
import { Checkpoints } from './checkpoints.ts';
import type { Database } from './database.ts';
import { LogSync } from './log-sync.ts';
import type { Write } from './write.ts';

export interface BatchWriter {
  /** No batch may begin now. */
  readonly isHeld: boolean;
  /** All of it or nothing, which throws. */
  write(batch: readonly Write[]): void;
  /** `failure` null: all that was written before is on the disk. Call it again only after `onSynced`. */
  sync(onSynced: (failure: unknown) => void): void;
  close(): Promise<void>;
}

export interface BatchWriterParts {
  readonly database: Database;
  readonly passPoint: (name: 'batch-begun' | 'batch-written' | 'batch-committed' | 'batch-synced') => void;
  /** It was held, and is no more. */
  onFree(): void;
}

export function openBatchWriter({ database, passPoint, onFree }: BatchWriterParts): BatchWriter {
  const syncing = new LogSync(database.path);
  const carrying = new CheckpointThread({ path: database.path });
  const checkpoints = new Checkpoints({ thread: carrying, onFree });
  let hasFailed = false;

  return {
    get isHeld() {
      return checkpoints.isHeld;
    },
    write: (batch) => {
      passPoint('batch-begun');
      database.writeUnsynced(batch, () => passPoint('batch-written'));
      passPoint('batch-committed');
      checkpoints.wrote(batch.length);
    },
    sync: (onSynced) => {
      const settle = (failure: unknown) => {
        hasFailed = failure !== null;
        if (!hasFailed) passPoint('batch-synced');
        onSynced(failure);
      };
      // After a sync that failed the next one may succeed without having written anything: a system forgets what it could not write.
      // What is in the log is written once more, to the database.
      if (hasFailed) checkpoints.carryAll(settle);
      else syncing.run(settle);
    },
    close: async () => {
      await syncing.close();
      await carrying.close();
    },
  };
}
