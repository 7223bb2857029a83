import { describe, expect, it } from 'vitest';
import { keepOverview } from '../../../../renderer/features/dispatch/keep-overview.ts';
import type { DispatchSlice } from '../../../../renderer/features/dispatch/store.ts';

const question = (query: string) => ({ tenantSet: 'sandbox', query, sort: null });

function startOverview() {
  const asked: string[] = [];
  const totals = Promise.withResolvers<void>();
  let state = { totals: null, histogram: null } as unknown as DispatchSlice;
  const client = {
    dispatch: {
      totals: async ({ query }: { query: string }) => {
        asked.push(`totals ${query}`);
        await totals.promise;
        return { ok: true, value: { query } };
      },
      deliveries: async () => ({ ok: true, value: { items: [] } }),
      histogram: async ({ query }: { query: string }) => {
        asked.push(`histogram ${query}`);
        return { ok: true, value: [] };
      },
    },
  };
  const overview = keepOverview({
    client,
    read: () => state,
    write: (change: Partial<DispatchSlice>) => {
      state = { ...state, ...change };
    },
    now: () => Date.parse('2026-11-23T00:00:00.000Z'),
  } as unknown as Parameters<typeof keepOverview>[0]);
  return { overview, asked, answer: totals.resolve, state: () => state };
}

describe('what stands over the log', () => {
  it('counts all views in the query without its own view, and draws the query as it is', async () => {
    const { overview, asked, answer } = startOverview();
    overview.ask(question('hook since:-24h outcome:dead'));
    answer();
    await expect.poll(() => asked).toEqual(['totals hook since:-24h', 'histogram hook since:-24h outcome:dead']);
  });

  it.each([
    ['up to now', '', '2026-11-23T00:00:00.000Z'],
    ['up to the end that the query names', 'until:2026-11-20', '2026-11-20T13:00:00.000Z'],
  ])('draws an axis where nothing is too, %s', async (_what, query, end) => {
    const { overview, answer, state } = startOverview();
    overview.ask(question(query));
    answer();
    await expect.poll(() => state().histogram).not.toBeNull();
    const minuteMs = 60_000;
    const endMs = Date.parse(end);
    // To the end of the minute in which a delivery of this moment would be.
    expect(state().histogram).toEqual({
      ...{ fromMs: endMs - 30 * minuteMs, untilMs: endMs + minuteMs, barMs: minuteMs },
      bars: [],
    });
  });

  it('drops an answer to what is no longer asked', async () => {
    const { overview, answer, state } = startOverview();
    overview.ask(question('old'));
    overview.ask(question('new'));
    answer();
    await expect.poll(() => state().totals).toEqual({ query: 'new' });
  });
});
