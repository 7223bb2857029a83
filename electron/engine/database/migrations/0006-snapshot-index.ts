export const snapshotIndexMigration = {
  name: '0006-snapshot-index',
  sql: `
    -- Without an index on its snapshots, and so without the foreign key, which would look for the index.
    CREATE TABLE logged_deliveries (
      -- Given by the owner of the data folder, in the order of accept.
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL,
      -- One of snapshots, which go only when none of these names them.
      snapshot INTEGER NOT NULL,
      -- One of lanes. Not declared: taking a lane away would look for it in every row.
      lane INTEGER NOT NULL,
      accepted_ms INTEGER NOT NULL,
      event TEXT NOT NULL,
      url TEXT NOT NULL,
      body TEXT,
      assumptions TEXT NOT NULL,
      replay_of TEXT,
      outcome TEXT NOT NULL,
      -- When the next attempt may begin; null unless pending.
      due_ms INTEGER,
      next_kind TEXT NOT NULL,
      -- Attempts that were begun. One that has no row of its own was interrupted by a crash, or is under way.
      started_count INTEGER NOT NULL,
      -- How many delays of the retry schedule are used up.
      retry_count INTEGER NOT NULL,
      was_delivered INTEGER NOT NULL,
      -- Of the last attempt.
      result TEXT,
      status INTEGER,
      error_code TEXT,
      error_message TEXT,
      duration_ms REAL,
      -- Of a cancelled one: it was dead before, and can be so again.
      is_discarded INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    INSERT INTO logged_deliveries SELECT seq, id, snapshot, lane, accepted_ms, event, url, body, assumptions, replay_of, outcome, due_ms,
      next_kind, started_count, retry_count, was_delivered, result, status, error_code, error_message, duration_ms, is_discarded
      FROM deliveries ORDER BY seq;
    DROP TABLE deliveries;
    ALTER TABLE logged_deliveries RENAME TO deliveries;
    CREATE UNIQUE INDEX deliveries_by_id ON deliveries (id);
    CREATE INDEX deliveries_due ON deliveries (lane, due_ms, seq) WHERE due_ms IS NOT NULL;
    CREATE INDEX deliveries_dead ON deliveries (seq) WHERE outcome = 'dead';
    CREATE INDEX deliveries_replayed ON deliveries (seq) WHERE replay_of IS NOT NULL;

    -- Which deliveries have which snapshot, as far as until_seq: an index that follows the log, thousands of rows at a time. Kept row
    -- by row, it would cost each delivery half a page of the database's log.
    CREATE TABLE snapshot_deliveries (
      snapshot INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (snapshot, seq)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO snapshot_deliveries SELECT snapshot, seq FROM deliveries ORDER BY 1, 2;
    CREATE TABLE snapshot_index (
      until_seq INTEGER NOT NULL
    ) STRICT;
    INSERT INTO snapshot_index SELECT coalesce(max(seq), 0) FROM deliveries;
  `,
};
