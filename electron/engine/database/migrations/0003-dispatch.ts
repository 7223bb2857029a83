export const dispatchMigration = {
  name: '0003-dispatch',
  // `started_count` grows when an attempt begins, its row is written when it ended: the difference is what a crash interrupted.
  sql: `
    CREATE TABLE deliveries (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      tenant_set TEXT,
      is_sandbox INTEGER NOT NULL,
      integration_id TEXT,
      integration_name TEXT NOT NULL,
      account_id TEXT,
      account_name TEXT,
      service_uuid TEXT,
      pbx_name TEXT,
      trigger_event TEXT NOT NULL,
      accepted_ms INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      result TEXT,
      status INTEGER,
      error_code TEXT,
      error_message TEXT,
      started_count INTEGER NOT NULL DEFAULT 0,
      next_kind TEXT NOT NULL,
      duration_ms REAL,
      method TEXT NOT NULL,
      url TEXT NOT NULL,
      target TEXT NOT NULL,
      original_url TEXT,
      replay_of TEXT,
      with_auth INTEGER NOT NULL,
      deadline_ms INTEGER NOT NULL,
      allow_targets TEXT NOT NULL,
      headers TEXT NOT NULL,
      body TEXT,
      assumptions TEXT NOT NULL,
      event TEXT NOT NULL,
      integration TEXT NOT NULL,
      dialect TEXT NOT NULL
    ) STRICT;
    CREATE INDEX deliveries_pending ON deliveries (seq) WHERE outcome = 'pending';
    CREATE INDEX deliveries_by_set ON deliveries (tenant_set, seq);

    CREATE TABLE attempts (
      delivery_seq INTEGER NOT NULL REFERENCES deliveries (seq) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      kind TEXT NOT NULL,
      started_ms INTEGER NOT NULL,
      result TEXT NOT NULL,
      status INTEGER,
      error_code TEXT,
      error_message TEXT,
      timing TEXT NOT NULL,
      sent_headers TEXT NOT NULL,
      response_headers TEXT,
      response_body BLOB,
      is_cut INTEGER NOT NULL,
      PRIMARY KEY (delivery_seq, number)
    ) STRICT;
  `,
};
