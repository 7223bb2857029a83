export const benchMigration = {
  name: '0004-bench',
  // A token is never given to another integration: what a person typed into a system elsewhere keeps its meaning.
  sql: `
    CREATE TABLE receiver_paths (
      token TEXT PRIMARY KEY,
      integration_id TEXT UNIQUE
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE captures (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      received_ms INTEGER NOT NULL,
      method TEXT NOT NULL,
      url TEXT NOT NULL,
      path TEXT NOT NULL,
      headers TEXT NOT NULL,
      body BLOB NOT NULL,
      is_cut INTEGER NOT NULL,
      peer TEXT NOT NULL,
      integration_id TEXT,
      trigger_event TEXT,
      delivery_id TEXT,
      answered_status INTEGER NOT NULL
    ) STRICT;
  `,
};
