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

  it('draws nothing where nothing was ever accepted', async () => {
    const { overview, asked, answer, state } = startOverview();
    overview.ask(question(''));
    answer();
    await expect.poll(() => state().totals).not.toBeNull();
    expect(asked).toEqual(['totals ']);
    expect(state().histogram).toBeNull();
  });

  it('drops an answer to what is no longer asked', async () => {
    const { overview, answer, state } = startOverview();
    overview.ask(question('old'));
    overview.ask(question('new'));
    answer();
    await expect.poll(() => state().totals).toEqual({ query: 'new' });
  });
});
