// Every migration there ever was, in order; the schema's version is how many have run. One that has been released never changes.
import { journalMigration } from './migrations/0001-journal.ts';
import { tenantsMigration } from './migrations/0002-tenants.ts';
import { dispatchMigration } from './migrations/0003-dispatch.ts';
import { benchMigration } from './migrations/0004-bench.ts';
import { queueMigration } from './migrations/0005-queue.ts';
import { snapshotIndexMigration } from './migrations/0006-snapshot-index.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  journalMigration,
  tenantsMigration,
  dispatchMigration,
  benchMigration,
  queueMigration,
  snapshotIndexMigration,
];
