import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Database } from '../../../electron/engine/database/database.ts';
import {
  CountDeltas,
  type CountedDelivery,
  hourMs,
  type Stand,
} from '../../../electron/engine/dispatch/delivery-counts.ts';
import { readActivity, readCounts, readHours } from '../../../electron/engine/dispatch/read-counts.ts';
import { outcomes } from '../../../shared/dispatch/delivery.ts';
import { standings } from '../../../shared/dispatch/delivery-counts.ts';
import { recountLog } from '../../support/recount-log.ts';
import { addDelivery, addSnapshot, openLogDatabase } from './log-fixture.ts';

const tables = ['delivery_hours', 'delivery_totals', 'delivery_spans'] as const;

/** Spans may be wider than need be, never narrower: what was removed at an edge stays inside. */
function readCounters(database: Database) {
  const [hours, totals, spans] = tables.map((table) => database.all(`SELECT * FROM ${table}`));
  return { hours, totals: totals?.filter((row) => row.n !== 0), spans };
}

function clear(database: Database): void {
  for (const table of ['deliveries', 'snapshots', ...tables]) database.run(`DELETE FROM ${table}`);
}

const sources = [
  { tenantSet: null, integrationId: null },
  { tenantSet: 'sandbox', integrationId: 'int_1' },
  { tenantSet: 'sandbox', integrationId: 'int_2' },
  { tenantSet: 'production', integrationId: 'int_3' },
];

const stand: fc.Arbitrary<Stand> = fc.record({
  outcome: fc.constantFrom(...outcomes),
  standing: fc.constantFrom(...standings),
});

type Step =
  | { readonly act: 'accept'; readonly source: number; readonly acceptedMs: number; readonly isReplay: boolean }
  | { readonly act: 'move'; readonly at: number; readonly to: Stand }
  | { readonly act: 'remove'; readonly at: number }
  | { readonly act: 'flush' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('accept' as const),
      source: fc.nat(sources.length - 1),
      // Also before 1970, and back and forth: clocks do that.
      acceptedMs: fc.integer({ min: -3 * hourMs, max: 3 * hourMs }),
      isReplay: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('move' as const), at: fc.nat(), to: stand }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('remove' as const), at: fc.nat() }) },
  { weight: 1, arbitrary: fc.constant({ act: 'flush' as const }) },
);

interface Kept {
  readonly of: CountedDelivery;
  stand: Stand;
}

function isSameStand(left: Stand, right: Stand): boolean {
  return left.outcome === right.outcome && left.standing === right.standing;
}

class History {
  readonly kept: Kept[] = [];
  readonly #database: Database;
  readonly #deltas = new CountDeltas();
  #seq = 0;

  constructor(database: Database) {
    this.#database = database;
    for (const { tenantSet, integrationId } of sources) {
      addSnapshot(database, { tenant_set: tenantSet, integration_id: integrationId });
    }
  }

  run(one: Step): void {
    if (one.act === 'flush') this.flush();
    else if (one.act === 'accept') this.#accept(one);
    else this.#change(one);
  }

  #change(one: Extract<Step, { act: 'move' | 'remove' }>): void {
    const index = this.kept.length === 0 ? 0 : one.at % this.kept.length;
    const kept = this.kept[index];
    if (kept === undefined) return;
    if (one.act === 'remove') {
      this.#database.run('DELETE FROM deliveries WHERE seq = ?', kept.of.seq);
      this.#deltas.moved(kept.of, kept.stand, null);
      this.kept.splice(index, 1);
      return;
    }
    const result = one.to.standing === 'waiting' ? null : one.to.standing;
    const sql = 'UPDATE deliveries SET outcome = ?, result = ? WHERE seq = ?';
    this.#database.run(sql, one.to.outcome, result, kept.of.seq);
    this.#deltas.moved(kept.of, kept.stand, one.to);
    kept.stand = one.to;
  }

  flush(): void {
    for (const [sql, values] of this.#deltas.takeWrites()) this.#database.run(sql, ...values);
  }

  #accept({ source, acceptedMs, isReplay }: Extract<Step, { act: 'accept' }>): void {
    this.#seq += 1;
    const seq = this.#seq;
    const replayOf = isReplay ? 'dlv_0' : null;
    addDelivery(this.#database, { seq, snapshot: source + 1, accepted_ms: acceptedMs, replay_of: replayOf });
    const { tenantSet = null, integrationId = null } = sources[source] ?? {};
    const of = { seq, tenantSet, integrationId, acceptedMs, isReplay };
    const fresh = { outcome: 'pending', standing: 'waiting' } as const;
    this.#deltas.moved(of, null, fresh);
    this.kept.push({ of, stand: fresh });
  }
}

test('whatever happened to deliveries, the counters say what counting them says', () => {
  const database = openLogDatabase();
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const history = database.transaction(() => {
        clear(database);
        const begun = new History(database);
        for (const one of steps) begun.run(one);
        begun.flush();
        return begun;
      });

      const counted = readCounters(database);
      recountLog(database);
      const recounted = readCounters(database);
      expect(counted.hours).toEqual(recounted.hours);
      expect(counted.totals).toEqual(recounted.totals);
      expect(counted.spans?.map((span) => span.hour)).toEqual(recounted.spans?.map((span) => span.hour));
      for (const { of } of history.kept) {
        const hour = Math.floor(of.acceptedMs / hourMs);
        const span = counted.spans?.find((one) => one.hour === hour);
        expect(Number(span?.first_seq)).toBeLessThanOrEqual(of.seq);
        expect(Number(span?.last_seq)).toBeGreaterThanOrEqual(of.seq);
      }

      const ofSandbox = history.kept.filter(({ of }) => of.tenantSet === 'sandbox');
      const counts = readCounts(database, 'set:sandbox');
      expect(counts.total).toBe(ofSandbox.length);
      expect(counts.replays).toBe(ofSandbox.filter(({ of }) => of.isReplay).length);
      const named = new Map(counts.stands.map(({ outcome, standing, n }) => [`${outcome} ${standing}`, n]));
      for (const { stand } of ofSandbox) {
        const alike = ofSandbox.filter((one) => isSameStand(one.stand, stand)).length;
        expect(named.get(`${stand.outcome} ${stand.standing}`)).toBe(alike);
      }
      expect(counts.stands.reduce((sum, { n }) => sum + n, 0)).toBe(ofSandbox.length);
    }),
    { numRuns: 150 },
  );
});

test('an integration is counted by itself, over all its hours', () => {
  const database = openLogDatabase();
  const history = new History(database);
  history.run({ act: 'accept', source: 1, acceptedMs: 0, isReplay: false });
  history.run({ act: 'accept', source: 1, acceptedMs: 5 * hourMs, isReplay: true });
  history.run({ act: 'accept', source: 2, acceptedMs: 0, isReplay: false });
  history.run({ act: 'move', at: 0, to: { outcome: 'dead', standing: 'failing' } });
  history.flush();

  const dead = { outcome: 'dead', standing: 'failing', n: 1 };
  const fresh = { outcome: 'pending', standing: 'waiting', n: 1 };
  expect(readCounts(database, 'int:int_1')).toEqual({ total: 2, replays: 1, stands: [dead, fresh] });
  const hours = readHours(database, 'all', { fromHour: 0, untilHour: 5 });
  expect(hours).toEqual(new Map([[0, { total: 2, replays: 0, stands: [dead, fresh] }]]));
});

test('the activity of an integration is its last 24 hours, oldest first, with what failed', () => {
  const database = openLogDatabase();
  const history = new History(database);
  const nowMs = 100 * hourMs + 1;
  history.run({ act: 'accept', source: 1, acceptedMs: nowMs, isReplay: false });
  history.run({ act: 'accept', source: 1, acceptedMs: 77 * hourMs, isReplay: false });
  history.run({ act: 'accept', source: 1, acceptedMs: 76 * hourMs, isReplay: false });
  history.run({ act: 'move', at: 1, to: { outcome: 'pending', standing: 'timed-out' } });
  history.flush();

  const activity = readActivity(database, ['int_1', 'int_9'], nowMs);
  expect(activity.int_1?.accepted).toEqual([1, ...new Array(22).fill(0), 1]);
  expect(activity.int_1?.failed).toEqual([1, ...new Array(23).fill(0)]);
  expect(activity.int_9?.accepted).toEqual(new Array(24).fill(0));
});

test('one batch over many deliveries is three statements at most', () => {
  const deltas = new CountDeltas();
  for (let seq = 1; seq <= 256; seq += 1) {
    const of = { seq, tenantSet: 'sandbox', integrationId: `int_${seq}`, acceptedMs: seq, isReplay: false };
    deltas.moved(of, null, { outcome: 'pending', standing: 'waiting' });
    deltas.moved(of, { outcome: 'pending', standing: 'waiting' }, { outcome: 'delivered', standing: 'delivered' });
  }
  expect(deltas.takeWrites()).toHaveLength(3);
  expect(deltas.takeWrites()).toEqual([]);
});
