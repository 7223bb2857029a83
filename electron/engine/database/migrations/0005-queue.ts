export const queueMigration = {
  name: '0005-queue',
  sql: `
    -- What many deliveries share, as it was when they were accepted: the integration and where it lived, its dialect, its target.
    -- A row never changes; equal content is one row.
    CREATE TABLE snapshots (
      id INTEGER PRIMARY KEY,
      -- SHA-256 of all that follows.
      hash TEXT NOT NULL UNIQUE,
      tenant_set TEXT,
      is_sandbox INTEGER NOT NULL,
      integration_id TEXT,
      integration_name TEXT NOT NULL,
      account_id TEXT,
      account_name TEXT,
      service_uuid TEXT,
      pbx_name TEXT,
      trigger_event TEXT NOT NULL,
      scope TEXT NOT NULL,
      method TEXT NOT NULL,
      format TEXT NOT NULL,
      -- The built URL without what an event adds to its query.
      url TEXT NOT NULL,
      -- As built, secrets masked: no header depends on the event.
      headers TEXT NOT NULL,
      target TEXT NOT NULL,
      original_url TEXT,
      with_auth INTEGER NOT NULL,
      allow_targets TEXT NOT NULL,
      deadline_ms INTEGER,
      is_retried INTEGER NOT NULL,
      integration TEXT NOT NULL,
      dialect TEXT NOT NULL,
      -- Folded, for queries: name, account, PBX and url, kept apart by U+0000.
      search_text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX snapshots_by_integration ON snapshots (integration_id);

    -- Deliveries of one integration to one endpoint: what waits for its turn together.
    CREATE TABLE lanes (
      id INTEGER PRIMARY KEY,
      -- Origin and path.
      endpoint TEXT NOT NULL,
      origin TEXT NOT NULL,
      -- '' for integrations from files.
      integration_id TEXT NOT NULL,
      UNIQUE (endpoint, integration_id)
    ) STRICT;

    CREATE TABLE queue_deliveries (
      -- Given by the owner of the data folder, in the order of accept.
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL,
      snapshot INTEGER NOT NULL REFERENCES snapshots (id),
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
    CREATE UNIQUE INDEX deliveries_by_id ON queue_deliveries (id);
    CREATE INDEX deliveries_due ON queue_deliveries (lane, due_ms, seq) WHERE due_ms IS NOT NULL;
    CREATE INDEX deliveries_by_snapshot ON queue_deliveries (snapshot, seq);
    CREATE INDEX deliveries_dead ON queue_deliveries (seq) WHERE outcome = 'dead';
    CREATE INDEX deliveries_replayed ON queue_deliveries (seq) WHERE replay_of IS NOT NULL;

    CREATE TABLE queue_attempts (
      -- Delivery's seq × 4096 + number: attempts of a delivery lie together, and new ones at the end.
      key INTEGER PRIMARY KEY,
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
      is_cut INTEGER NOT NULL
    ) STRICT;

    -- How many deliveries accepted in an hour stand how. scope: 'all', 'set:<tenant set>' or 'int:<integration>'.
    CREATE TABLE delivery_hours (
      scope TEXT NOT NULL,
      -- Milliseconds since the epoch ÷ 3,600,000.
      hour INTEGER NOT NULL,
      -- 'accepted' (all of them), 'replays' (those that name another one) or '<outcome> <standing>'.
      -- 'pending waiting' has no row: it is what the others leave of 'accepted'.
      stand TEXT NOT NULL,
      n INTEGER NOT NULL,
      PRIMARY KEY (scope, hour, stand)
    ) STRICT, WITHOUT ROWID;

    -- The same over all hours, but for integrations: theirs are added up when they are asked for.
    CREATE TABLE delivery_totals (
      scope TEXT NOT NULL,
      stand TEXT NOT NULL,
      n INTEGER NOT NULL,
      PRIMARY KEY (scope, stand)
    ) STRICT, WITHOUT ROWID;

    -- Where in the log an hour is: every delivery accepted in it is from first_seq to last_seq, whatever the clock did.
    CREATE TABLE delivery_spans (
      hour INTEGER PRIMARY KEY,
      first_seq INTEGER NOT NULL,
      last_seq INTEGER NOT NULL
    ) STRICT;

    -- What a tenant set ('' for integrations from files) says of all its endpoints (endpoint '') or of one.
    CREATE TABLE endpoint_policies (
      tenant_set TEXT NOT NULL,
      endpoint TEXT NOT NULL,
      policy TEXT NOT NULL,
      PRIMARY KEY (tenant_set, endpoint)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE breakers (
      -- An endpoint, or an origin.
      endpoint TEXT PRIMARY KEY,
      state TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Integrations whose endpoint answered 410.
    CREATE TABLE gone_integrations (
      integration_id TEXT PRIMARY KEY,
      since_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE jobs (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      title TEXT NOT NULL,
      state TEXT NOT NULL,
      created_ms INTEGER NOT NULL,
      ended_ms INTEGER,
      actor TEXT NOT NULL,
      total INTEGER NOT NULL,
      succeeded INTEGER NOT NULL,
      failed INTEGER NOT NULL,
      skipped INTEGER NOT NULL,
      stop_reason TEXT,
      options TEXT NOT NULL
    ) STRICT;

    CREATE TABLE job_items (
      job INTEGER NOT NULL REFERENCES jobs (seq),
      position INTEGER NOT NULL,
      subject TEXT NOT NULL,
      state TEXT NOT NULL,
      outcome TEXT,
      reason TEXT,
      PRIMARY KEY (job, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX job_items_waiting ON job_items (job, position) WHERE state = 'waiting';
    CREATE INDEX job_items_begun ON job_items (job, position) WHERE state = 'begun';

    -- What 0003 kept of each delivery becomes a snapshot of its own. Its hash is none: it is never found again by content.
    INSERT INTO snapshots SELECT seq, 'of 0003: ' || seq, tenant_set, is_sandbox, integration_id, integration_name, account_id,
      account_name, service_uuid, pbx_name, trigger_event, integration ->> 'scope', method, integration ->> 'format',
      substr(url, 1, instr(url || '?', '?') - 1), headers, target, original_url, with_auth, allow_targets, deadline_ms, 0,
      integration, dialect,
      fold_text(integration_name || char(0) || coalesce(account_name || char(0), '') || coalesce(pbx_name || char(0), '') || url)
      FROM deliveries;
    -- A built URL always has a path.
    INSERT INTO lanes (endpoint, origin, integration_id)
      SELECT DISTINCT substr(url, 1, instr(url || '?', '?') - 1), substr(url, 1, instr(substr(url, 9), '/') + 7),
        coalesce(integration_id, '') FROM deliveries;
    INSERT INTO queue_deliveries SELECT o.seq, o.id, o.seq, l.id, o.accepted_ms, o.event, o.url, o.body, o.assumptions, o.replay_of,
      o.outcome, CASE o.outcome WHEN 'pending' THEN o.accepted_ms END, o.next_kind, o.started_count, 0,
      EXISTS (SELECT 1 FROM attempts a WHERE a.delivery_seq = o.seq AND a.result = 'delivered'),
      o.result, o.status, o.error_code, o.error_message, o.duration_ms, 0
      FROM deliveries o JOIN lanes l
        ON l.endpoint = substr(o.url, 1, instr(o.url || '?', '?') - 1) AND l.integration_id = coalesce(o.integration_id, '');
    INSERT INTO queue_attempts SELECT delivery_seq * 4096 + number, kind, started_ms, result, status, error_code, error_message,
      timing, sent_headers, response_headers, response_body, is_cut FROM attempts;
    DROP TABLE attempts;
    DROP TABLE deliveries;
    ALTER TABLE queue_deliveries RENAME TO deliveries;
    ALTER TABLE queue_attempts RENAME TO attempts;

    CREATE TEMP VIEW carried AS
      SELECT d.seq, d.accepted_ms / 3600000 AS hour, scope.value AS scope, stand.value AS stand
        FROM deliveries d JOIN snapshots s ON s.id = d.snapshot,
          json_each(json_array('all', 'set:' || s.tenant_set, 'int:' || s.integration_id)) scope,
          json_each(json_array('accepted', iif(d.replay_of IS NULL, NULL, 'replays'),
            iif(d.outcome = 'pending' AND d.result IS NULL, NULL, d.outcome || ' ' || coalesce(d.result, 'waiting')))) stand
        WHERE scope.value IS NOT NULL AND stand.value IS NOT NULL;
    INSERT INTO delivery_hours SELECT scope, hour, stand, count(*) FROM carried GROUP BY 1, 2, 3;
    INSERT INTO delivery_totals SELECT scope, stand, count(*) FROM carried WHERE scope NOT GLOB 'int:*' GROUP BY 1, 2;
    INSERT INTO delivery_spans SELECT accepted_ms / 3600000, min(seq), max(seq) FROM deliveries GROUP BY 1;
    DROP VIEW carried;
  `,
};
