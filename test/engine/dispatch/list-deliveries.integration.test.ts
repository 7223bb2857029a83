import { beforeAll, expect, test } from 'vitest';
import { readHistogram, readTotals } from '../../../electron/engine/dispatch/count-log.ts';
import { hourMs } from '../../../electron/engine/dispatch/delivery-counts.ts';
import { countDeliveries, listDeliveries, selectSeqs } from '../../../electron/engine/dispatch/list-deliveries.ts';
import type { LogPorts } from '../../../electron/engine/dispatch/plan-log.ts';
import { cursorPageInputSchema } from '../../../shared/contract/page.ts';
import { deliverySchema } from '../../../shared/dispatch/delivery.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import { fillLog, type StoredDelivery, startMs } from './full-log.ts';

let ports: LogPorts;
let stored: StoredDelivery[];
/** Text of a statement → what SQLite makes of it. */
let plans: Map<string, string[]>;

beforeAll(() => {
  ({ ports, stored, plans } = fillLog());
});

type Test = (row: StoredDelivery) => boolean;
const _isOf =
  (integration: string): Test =>
  (row) =>
    row.integration === integration;
const day = '2026-11-23';
const dayMs = Date.parse(`${day}T00:00:00+11:00`);

const questions: [query: string, test: Test][] = [
  ['', () => true],
  ['outcome:dead', (row) => row.outcome === 'dead'],
  ['outcome:pending', (row) => row.outcome === 'pending'],
  ['outcome:pending account:"Account 3"', (row) => row.outcome === 'pending' && row.account === 'Account 3'],
  ['outcome:dead result:failing', (row) => row.outcome === 'dead' && row.result === 'failing'],
  ['-outcome:delivered', (row) => row.outcome !== 'delivered'],
  ['result:* OR outcome:dead', (row) => row.result !== null || row.outcome === 'dead'],
  ['account:"Account 7"', (row) => row.account === 'Account 7'],
  ['account:Account*', () => true],
  ['"hook 11"', (row) => row.integration.startsWith('int_11')],
  ['name:"Hook 11" status:5*', (row) => row.integration === 'int_11' && row.result === 'failing'],
  ['status:502 OR name:"Hook 4"', (row) => row.result === 'failing' || row.integration === 'int_4'],
  ['id:dlv_4242', (row) => row.id === 'dlv_4242'],
  ['id:dlv_none', () => false],
  [`at:${day}`, (row) => row.atMs >= dayMs && row.atMs < dayMs + 24 * hourMs],
  [
    `since:${day} until:${day} outcome:dead`,
    (row) => row.outcome === 'dead' && row.atMs >= dayMs && row.atMs < dayMs + 24 * hourMs,
  ],
  ['since:2030-01-01', () => false],
  ['tag:*', () => false],
];

async function listAll(input: { query: string; tenantSet?: string; sort?: string; limit: number }): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listDeliveries(cursorPageInputSchema.parse({ ...input, cursor }), ports, () => null);
    ids.push(...page.items.map(({ id }) => id));
    expect(page.items.length).toBeLessThanOrEqual(input.limit);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

test.each(questions)('“%s” gives every match once, newest first, over all pages', async (query, isMeant) => {
  const expected = stored.filter(isMeant).map(({ id }) => id);
  expect(await listAll({ query, limit: 400 })).toEqual(expected.toReversed());
});

test.each(questions)('“%s” gives them oldest first when asked to', async (query, isMeant) => {
  const expected = stored.filter(isMeant).map(({ id }) => id);
  expect(await listAll({ query, sort: 'acceptedAt', limit: 500 })).toEqual(expected);
});

test.each(questions)('“%s” is counted as it is listed', async (query, isMeant) => {
  const meant = stored.filter(isMeant);
  expect(await countDeliveries({ query }, ports)).toBe(meant.length);
  const totals = await readTotals({ query }, ports);
  expect(totals.total).toBe(meant.length);
  expect(totals.byOutcome.dead).toBe(meant.filter(({ outcome }) => outcome === 'dead').length);
  expect(totals.byStanding.waiting).toBe(meant.filter(({ result }) => result === null).length);
  expect(totals.byStanding.failing).toBe(meant.filter(({ result }) => result === 'failing').length);
  expect(totals.replays).toBe(meant.filter(({ replayOf }) => replayOf !== null).length);
  expect((await selectSeqs({ query }, ports)).length).toBe(meant.length);
});

test.each([
  ['', hourMs, 48, 0],
  ['', hourMs / 2, 48, 0],
  ['outcome:dead', 2 * hourMs, 24, hourMs / 3],
  ['account:"Account 7"', hourMs, 48, 0],
  ['', 7_777_777, 7, 1],
])('the histogram of “%s” with bars of %i ms holds what was accepted in each', async (query, barMs, bars, shiftMs) => {
  const fromMs = startMs + shiftMs;
  const isMeant = questions.find(([text]) => text === query)?.[1] ?? (() => false);
  const span = { from: new Date(fromMs).toISOString(), until: new Date(fromMs + bars * barMs).toISOString() };
  const histogram = await readHistogram({ query, ...span, bars }, ports);
  expect(histogram).toHaveLength(bars);
  expect(histogram[0]?.from).toBe(span.from);
  expect(histogram.at(-1)?.until).toBe(span.until);
  for (const { from, until, counts } of histogram) {
    const inBar = stored.filter((row) => isMeant(row) && row.atMs >= Date.parse(from) && row.atMs < Date.parse(until));
    const expected: Record<string, number> = {};
    for (const { result } of inBar) expected[result ?? 'waiting'] = (expected[result ?? 'waiting'] ?? 0) + 1;
    expect(counts).toEqual(expected);
  }
});

test('a span without length has bars without anything in them', async () => {
  const moment = new Date(startMs).toISOString();
  const histogram = await readHistogram({ query: '', from: moment, until: moment, bars: 2 }, ports);
  expect(histogram).toEqual([
    { from: moment, until: moment, counts: {} },
    { from: moment, until: moment, counts: {} },
  ]);
});

test('a tenant set is listed and counted by itself', async () => {
  const expected = stored.filter(({ set }) => set === 'production');
  expect(await listAll({ query: '', tenantSet: 'production', limit: 500 })).toHaveLength(expected.length);
  expect(await countDeliveries({ query: '', tenantSet: 'production' }, ports)).toBe(expected.length);
});

test('a page tells the total when counters know it or when it is all there is, and else does not count', async () => {
  const totalOf = async (query: string, limit = 10) =>
    (await listDeliveries(cursorPageInputSchema.parse({ query, limit }), ports, () => null)).total;
  expect(await totalOf('')).toBe(stored.length);
  expect(await totalOf('outcome:dead')).toBe(stored.filter(({ outcome }) => outcome === 'dead').length);
  expect(await totalOf('id:dlv_4242')).toBe(1);
  expect(await totalOf('status:502')).toBeNull();
});

test('what is listed is what the contract promises', async () => {
  const page = await listDeliveries(cursorPageInputSchema.parse({ query: '', limit: 500 }), ports, () => 'disabled');
  for (const item of page.items) expect(deliverySchema.parse(item)).toEqual(item);
  expect(page.items.find(({ outcome }) => outcome === 'pending')?.waitsFor).toBe('disabled');
});

test('a cursor keeps its place while newer deliveries are accepted', async () => {
  const first = await listDeliveries(cursorPageInputSchema.parse({ limit: 3 }), ports, () => null);
  const cursor = first.nextCursor ?? '';
  const second = await listDeliveries(cursorPageInputSchema.parse({ limit: 3, cursor }), ports, () => null);
  expect(second.items[0]?.id).toBe(stored.at(-4)?.id);
});

test('a query that cannot be read, an unknown column and a foreign cursor are refused', async () => {
  const codeOf = async (input: object) => {
    try {
      await listDeliveries(cursorPageInputSchema.parse(input), ports, () => null);
    } catch (cause) {
      if (cause instanceof Failure) return cause.error.code;
      throw cause;
    }
    return 'no failure';
  };
  expect(await codeOf({ query: 'colour:red' })).toBe('QUERY_INVALID');
  expect(await codeOf({ sort: 'name' })).toBe('SORT_UNKNOWN');
  expect(await codeOf({ cursor: 'x1' })).toBe('CURSOR_INVALID');
  expect(await codeOf({ tenantSet: 'nowhere' })).toBe('TENANT_SET_UNKNOWN');
});

test('other work goes on between the steps of a long walk', async () => {
  let breaths = 0;
  let isWalking = true;
  const breathe = () => {
    breaths += 1;
    if (isWalking) setImmediate(breathe);
  };
  setImmediate(breathe);
  expect(await countDeliveries({ query: 'name:none OR status:599' }, ports)).toBe(0);
  isWalking = false;
  // 6,000 rows in steps of 1,000.
  expect(breaths).toBeGreaterThanOrEqual(6);
});

/** Every page of it in both orders, and all of it as a selection. */
async function readInEveryWay(query: string): Promise<void> {
  for (const sort of ['acceptedAt', '-acceptedAt']) await listAll({ query, sort, limit: 500 });
  await selectSeqs({ query }, ports);
}

test.each(questions.map(([query]) => query))(
  '“%s” reads no table from end to end and sorts nothing in the database',
  async (query) => {
    plans.clear();
    await readInEveryWay(query);
    const steps = [...plans.values()].flat();
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.filter((step) => /^SCAN (d|l|deliveries|lanes|attempts)/.test(step))).toEqual([]);
    expect(steps.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
  },
);

test('counters answer without a look at the deliveries', async () => {
  plans.clear();
  await countDeliveries({ query: 'outcome:dead', tenantSet: 'sandbox' }, ports);
  await readTotals({ query: '', tenantSet: 'sandbox' }, ports);
  const until = new Date(startMs + 24 * hourMs).toISOString();
  await readHistogram({ query: '', from: new Date(startMs).toISOString(), until, bars: 24 }, ports);
  expect([...plans.keys()].filter((sql) => /\bdeliveries\b/.test(sql))).toEqual([]);
  expect(plans.size).toBeGreaterThan(0);
});
