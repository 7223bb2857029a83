import { expect, test } from 'vitest';
import type { Database } from '../../../electron/engine/database/database.ts';
import { DeliveryWatchers } from '../../../electron/engine/dispatch/delivery-watchers.ts';
import type { DispatchStatus } from '../../../shared/dispatch/dispatch-status.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { addDelivery, addSnapshot, openLogDatabase } from './log-fixture.ts';

const count = 3_000;
const seqs = Array.from({ length: count }, (_, index) => index + 1);
const status: DispatchStatus = { pending: 0, inFlight: 0, pausedBecause: null, failing: [], gone: [] };

function countReads(database: Database): { database: Database; reads: () => number } {
  let reads = 0;
  return {
    reads: () => reads,
    database: {
      ...database,
      get: (sql, ...values) => {
        reads += 1;
        return database.get(sql, ...values);
      },
      all: (sql, ...values) => {
        reads += 1;
        return database.all(sql, ...values);
      },
    },
  };
}

function openWatchers() {
  const stored = openLogDatabase();
  addSnapshot(stored);
  stored.transaction(() => {
    for (const seq of seqs) addDelivery(stored, { seq, outcome: 'dead', result: 'refused' });
  });
  const { database, reads } = countReads(stored);
  const clock = new HandClock();
  const watchers = new DeliveryWatchers({
    database,
    now: () => clock.now(),
    waitOf: () => null,
    readStatus: () => status,
    after: (delayMs, act) => clock.after(delayMs, act),
  });
  return { watchers, reads, clock };
}

test('of many changed rows nothing is read while nobody looks', () => {
  const { watchers, reads } = openWatchers();
  watchers.rowsChanged(seqs);
  expect(reads()).toBe(0);
});

test('a log is told of many changed rows once: of some, and that there are more', async () => {
  const { watchers, clock } = openWatchers();
  const told: { ids: string[]; isMore: boolean }[] = [];
  watchers.addToLog(({ type, deliveries, isMore }) => {
    if (type === 'changed') told.push({ ids: deliveries.map(({ id }) => id), isMore });
  });
  watchers.rowsChanged(seqs);
  watchers.rowsChanged([1, 2]);
  await clock.move(10_000);
  expect(told).toHaveLength(1);
  expect(told[0]?.isMore).toBe(true);
  expect(told[0]?.ids).toHaveLength(200);
  watchers.rowsChanged([count, count - 1]);
  await clock.move(10_000);
  expect(told.slice(1).map(({ ids, isMore }) => [ids.sort(), isMore])).toEqual([[['dlv_2999', 'dlv_3000'], false]]);
});

test('who looks at one delivery is told of it, and of no other', () => {
  const { watchers, reads } = openWatchers();
  const told: string[] = [];
  watchers.add('dlv_7', ({ delivery }) => void told.push(delivery.id));
  watchers.add('dlv_none', ({ delivery }) => void told.push(delivery.id));
  watchers.rowsChanged(seqs.filter((seq) => seq !== 7));
  expect(told).toEqual([]);
  watchers.rowsChanged(seqs);
  expect(told).toEqual(['dlv_7']);
  expect(reads()).toBeLessThan(10);
});
