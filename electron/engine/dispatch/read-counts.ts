// What the counters say of everything, a tenant set or an integration. Knows nothing of queries.
import type { Outcome } from '../../../shared/dispatch/delivery.ts';
import type { Standing } from '../../../shared/dispatch/delivery-counts.ts';
import type { Database } from '../database/database.ts';
import { hourMs, type Stand } from './delivery-counts.ts';

/** What counters are kept of. */
export type CountScope = 'all' | `set:${string}` | `int:${string}`;

export interface Counts {
  readonly total: number;
  readonly replays: number;
  /** How many stand how; those without any are left out. */
  readonly stands: readonly (Stand & { readonly n: number })[];
}

interface StandRow {
  stand: string;
  n: number;
}

export function readCounts(database: Database, scope: CountScope): Counts {
  const sql = scope.startsWith('int:')
    ? 'SELECT stand, sum(n) AS n FROM delivery_hours WHERE scope = ? GROUP BY stand'
    : 'SELECT stand, n FROM delivery_totals WHERE scope = ?';
  return addUp(database.all<StandRow>(sql, scope));
}

function addUp(rows: readonly StandRow[]): Counts {
  const kept = rows.filter(({ stand, n }) => n !== 0 && stand !== 'accepted' && stand !== 'replays');
  const stands = kept.map(({ stand, n }) => ({ ...splitStand(stand), n }));
  const find = (name: string) => rows.find(({ stand }) => stand === name)?.n ?? 0;
  const total = find('accepted');
  const waiting = stands.reduce((rest, { n }) => rest - n, total);
  const fresh = { outcome: 'pending', standing: 'waiting', n: waiting } as const;
  return { total, replays: find('replays'), stands: waiting === 0 ? stands : [...stands, fresh] };
}

function splitStand(stand: string): Stand {
  const [outcome, standing] = stand.split(' ') as [Outcome, Standing];
  return { outcome, standing };
}

/** Of the whole hours from `fromHour` on and before `untilHour`: hour → its counts. Hours without any are left out. */
export function readHours(
  database: Database,
  scope: CountScope,
  { fromHour, untilHour }: { fromHour: number; untilHour: number },
): Map<number, Counts> {
  const sql = 'SELECT hour, stand, n FROM delivery_hours WHERE scope = ? AND hour >= ? AND hour < ? ORDER BY hour';
  const byHour = new Map<number, StandRow[]>();
  for (const row of database.all<StandRow & { hour: number }>(sql, scope, fromHour, untilHour)) {
    const ofHour = byHour.get(row.hour);
    if (ofHour === undefined) byHour.set(row.hour, [row]);
    else ofHour.push(row);
  }
  return new Map([...byHour].map(([hour, rows]) => [hour, addUp(rows)]));
}

const activityHours = 24;

export interface Activity {
  accepted: number[];
  failed: number[];
}

/** The hour of `nowMs` and those before it, oldest first. Every integration that is asked for is answered. */
export function readActivity(
  database: Database,
  integrationIds: readonly string[],
  nowMs: number,
): Record<string, Activity> {
  const first = Math.floor(nowMs / hourMs) - activityHours + 1;
  const empty = () => new Array<number>(activityHours).fill(0);
  // Ids come from outside: one may be called `__proto__`.
  const found = new Map(integrationIds.map((id) => [`int:${id}`, { accepted: empty(), failed: empty() }]));
  const sql = `SELECT scope, hour, stand, n FROM delivery_hours
    WHERE scope IN (SELECT value FROM json_each(?)) AND hour >= ? AND hour < ?`;
  const scopes = JSON.stringify([...found.keys()]);
  const rows = database.all<StandRow & { scope: string; hour: number }>(sql, scopes, first, first + activityHours);
  for (const { scope, hour, stand, n } of rows) {
    const counted = countedAs(stand);
    const list = counted === null ? undefined : found.get(scope)?.[counted];
    if (list !== undefined) list[hour - first] = (list[hour - first] ?? 0) + n;
  }
  return Object.fromEntries([...found].map(([scope, activity]) => [scope.slice('int:'.length), activity]));
}

function countedAs(stand: string): keyof Activity | null {
  if (stand === 'accepted') return 'accepted';
  if (stand === 'replays') return null;
  const { standing } = splitStand(stand);
  return standing === 'delivered' || standing === 'waiting' ? null : 'failed';
}
