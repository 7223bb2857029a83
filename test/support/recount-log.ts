// The log's counters made anew from its rows, in one transaction and by SQL alone: what the product's own counting is held against, and
// the counters of logs that tests make by hand.
import type { Database } from '../../electron/engine/database/database.ts';

const hourMs = 3_600_000;
/** Rounded down, also before 1970. */
const hourOf = `(accepted_ms - (accepted_ms % ${hourMs} + ${hourMs}) % ${hourMs}) / ${hourMs}`;
const scopes = ["'all'", "'set:' || tenant_set", "'int:' || integration_id"];
const stands = [
  ["'accepted'", 'true'],
  ["'replays'", 'is_replay'],
  ["outcome || ' ' || standing", "NOT (outcome = 'pending' AND standing = 'waiting')"],
];
const recounting = [
  'DELETE FROM delivery_hours',
  'DELETE FROM delivery_totals',
  'DELETE FROM delivery_spans',
  // Once over the log, as it lies on the disk; everything else is added up from this.
  `CREATE TEMP TABLE recounted AS SELECT s.tenant_set, s.integration_id, c.* FROM
    (SELECT snapshot, ${hourOf} AS hour, outcome, coalesce(result, 'waiting') AS standing, replay_of IS NOT NULL AS is_replay,
      count(*) AS n, min(seq) AS first_seq, max(seq) AS last_seq
      FROM deliveries NOT INDEXED GROUP BY snapshot, hour, outcome, standing, is_replay) c JOIN snapshots s ON s.id = c.snapshot`,
  ...scopes.flatMap((scope) =>
    stands.map(
      ([stand, condition]) => `INSERT INTO delivery_hours (scope, hour, stand, n)
        SELECT ${scope}, hour, ${stand}, sum(n) FROM recounted WHERE ${condition} AND ${scope} IS NOT NULL GROUP BY 1, 2, 3`,
    ),
  ),
  `INSERT INTO delivery_totals (scope, stand, n)
    SELECT scope, stand, sum(n) FROM delivery_hours WHERE scope NOT GLOB 'int:*' GROUP BY 1, 2`,
  'INSERT INTO delivery_spans (hour, first_seq, last_seq) SELECT hour, min(first_seq), max(last_seq) FROM recounted GROUP BY 1',
  'DROP TABLE recounted',
];

export function recountLog(database: Database): void {
  database.transaction(() => {
    for (const sql of recounting) database.run(sql);
  });
}
