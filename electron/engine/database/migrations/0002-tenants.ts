// Rows of a tenant set hang on a generation, so that a whole set is replaced by naming another one. A generation no set names is rubbish.
// Lookups by public id go over all generations; only those a set names count.
export const tenantsMigration = {
  name: '0002-tenants',
  sql: `
    CREATE TABLE generation (row INTEGER PRIMARY KEY AUTOINCREMENT) STRICT;

    CREATE TABLE tenant_set (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      connector TEXT NOT NULL,
      live INTEGER NOT NULL,
      colour INTEGER NOT NULL,
      dialect TEXT NOT NULL,
      allow_targets TEXT NOT NULL,
      generation INTEGER NOT NULL REFERENCES generation (row)
    ) STRICT;

    CREATE TABLE account (
      row INTEGER PRIMARY KEY AUTOINCREMENT,
      generation INTEGER NOT NULL REFERENCES generation (row),
      id TEXT NOT NULL,
      name TEXT NOT NULL,
      time_zone TEXT NOT NULL,
      status TEXT NOT NULL,
      tags TEXT NOT NULL,
      revision INTEGER NOT NULL,
      updated_ms INTEGER NOT NULL,
      UNIQUE (id, generation)
    ) STRICT;
    CREATE INDEX account_by_generation ON account (generation);

    CREATE TABLE pbx (
      row INTEGER PRIMARY KEY AUTOINCREMENT,
      generation INTEGER NOT NULL REFERENCES generation (row),
      account INTEGER NOT NULL REFERENCES account (row),
      id TEXT NOT NULL,
      service_name TEXT NOT NULL,
      friendly_name TEXT NOT NULL,
      time_zone TEXT NOT NULL,
      applications_enabled INTEGER NOT NULL,
      -- What the sandbox's extensions and IVRs of this PBX are made from.
      people_seed INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      updated_ms INTEGER NOT NULL,
      UNIQUE (id, generation)
    ) STRICT;
    CREATE INDEX pbx_by_generation ON pbx (generation);
    CREATE INDEX pbx_by_account ON pbx (account);

    CREATE TABLE integration (
      row INTEGER PRIMARY KEY AUTOINCREMENT,
      generation INTEGER NOT NULL REFERENCES generation (row),
      account INTEGER NOT NULL REFERENCES account (row),
      -- Null in account scope.
      pbx INTEGER REFERENCES pbx (row),
      id TEXT NOT NULL,
      -- The file shape as JSON. Holds no plain secret.
      body TEXT NOT NULL,
      has_problem INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      updated_ms INTEGER NOT NULL,
      UNIQUE (id, generation)
    ) STRICT;
    CREATE INDEX integration_by_generation ON integration (generation);
    CREATE INDEX integration_by_account ON integration (account, has_problem);
    CREATE INDEX integration_by_pbx ON integration (pbx, has_problem);

    -- The few that name a vault secret. Inside a JSON text a quote is escaped, so this is always the member.
    CREATE INDEX integration_with_secret ON integration (generation) WHERE instr(body, '"secret":"') > 0;

    CREATE TABLE draft (
      integration INTEGER PRIMARY KEY REFERENCES integration (row) ON DELETE CASCADE,
      base_revision INTEGER NOT NULL,
      body TEXT NOT NULL,
      saved_ms INTEGER NOT NULL
    ) STRICT;
  `,
};
