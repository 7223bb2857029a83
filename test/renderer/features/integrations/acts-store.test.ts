import { describe, expect, test } from 'vitest';
import {
  canUndo,
  createIntegrationActs,
  type IntegrationActs,
} from '../../../../renderer/features/integrations/acts-store.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  enabled: boolean;
}

/** The acts over rows of the test's own; `broken` cannot be switched. */
function openActs(rows: readonly Row[], isReceiverRunning = true) {
  const asked: string[] = [];
  const answered: string[] = [];
  const find = (id: string) => rows.find((row) => row.id === id);
  const client = {
    integrations: {
      get: async ({ id }: { id: string }) => {
        const row = find(id);
        return row === undefined ? { ok: false, error: { code: 'X', message: '' } } : { ok: true, value: { ...row } };
      },
      setEnabled: async ({ id, enabled }: { id: string; enabled: boolean }) => {
        asked.push(`${id} ${enabled ? 'on' : 'off'}`);
        const row = find(id);
        if (row === undefined || id === 'broken') return { ok: false, error: { code: 'X', message: 'It broke.' } };
        row.enabled = enabled;
        return { ok: true, value: { ...row } };
      },
    },
    dispatch: {
      count: async ({ query }: { query: string }) => ({ ok: true, value: { total: query.includes('waits') ? 12 : 0 } }),
      send: async () =>
        isReceiverRunning
          ? { ok: true, value: { deliveryId: 'dlv_1' } }
          : { ok: false, error: { code: 'RECEIVER_NOT_RUNNING', message: '' } },
    },
  };
  let state: IntegrationActs;
  let onNews: (acts: IntegrationActs) => void = () => {};
  const tools = {
    ...{ client, now: () => 0, whileOpen: () => {}, afterEachGap: () => {} },
    read: () => state,
    write: (change: Partial<IntegrationActs>) => {
      state = { ...state, ...change };
      if (change.news != null) onNews(state);
    },
  };
  const ports = {
    rowAnswered: ({ id, enabled }: Pick<Row, 'id' | 'enabled'>) =>
      void answered.push(`${id} ${enabled ? 'on' : 'off'}`),
  };
  state = createIntegrationActs(ports)(tools as unknown as Parameters<ReturnType<typeof createIntegrationActs>>[0]);
  const news = (act: (acts: IntegrationActs) => void) =>
    new Promise<IntegrationActs>((resolve) => {
      onNews = resolve;
      act(state);
    });
  return { asked, answered, news, read: () => state };
}

describe('switching rows', () => {
  test('passes over those that stand so already and undoes only what it changed', async () => {
    const rows = [
      { id: 'a', name: 'A', enabled: true },
      { id: 'b', name: 'B', enabled: false },
    ];
    const { asked, answered, news } = openActs(rows);
    const done = await news((acts) => acts.switchAsked(['a', 'b'], false));
    expect(done.news).toMatchObject({ kind: 'switched', ids: ['a'], name: 'A', failure: null });
    const undone = await news((acts) => acts.undoAsked(done.news));
    expect(asked).toEqual(['a off', 'a on']);
    expect(answered).toEqual(asked);
    expect(canUndo(undone.news)).toBe(false);
    expect(undone.remaining).toBe(0);
  });

  test('goes on after a row that fails and tells of both', async () => {
    const rows = [
      { id: 'broken', name: 'Broken', enabled: true },
      { id: 'b', name: 'B', enabled: true },
    ];
    const { answered, news } = openActs(rows);
    const done = await news((acts) => acts.switchAsked(['broken', 'b'], false));
    expect(answered).toEqual(['b off']);
    expect(done.news).toMatchObject({ ids: ['b'], failure: { message: 'It broke.' } });
  });
});

describe('sending to the local receiver', () => {
  const wish = { id: 'a', triggerEvent: 'create-user', sample: 'usual' } as const;

  test('names the delivery', async () => {
    const { news } = openActs([]);
    expect((await news((acts) => acts.sendAsked(wish))).news).toEqual({ kind: 'sent', deliveryId: 'dlv_1' });
  });

  test('starts nothing by itself and keeps the wish for when the person says so', async () => {
    const { news } = openActs([], false);
    expect((await news((acts) => acts.sendAsked(wish))).news).toEqual({ kind: 'receiver-stopped', wish });
  });
});

describe('disabling integrations with pending deliveries', () => {
  const open = () => openActs([{ id: 'waits', name: 'Waits', enabled: true }]);

  test('asks first, and leaves them on when that is the answer', async () => {
    const { asked, read } = open();
    read().switchAsked(['waits'], false);
    await expect.poll(() => read().holding).toEqual({ ids: ['waits'], pending: 12 });
    read().holdAnswered(false);
    expect(read().holding).toBeNull();
    expect(asked).toEqual([]);
  });

  test('disables them when a person says so', async () => {
    const { asked, news, read } = open();
    read().switchAsked(['waits'], false);
    await expect.poll(() => read().holding).not.toBeNull();
    await news((acts) => acts.holdAnswered(true));
    expect(asked).toEqual(['waits off']);
  });
});
