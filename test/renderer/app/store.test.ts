import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { openWindowMemory } from '../../../renderer/app/feature/window-memory.ts';
import { type AppStore, createAppStore } from '../../../renderer/app/store.ts';
import type { ConnectionState } from '../../../renderer/client/page-connection.ts';
import { connect } from '../../../shared/contract/connect.ts';
import { contracts } from '../../../shared/contracts.ts';
import { createFakeEngine, type FakeEngine, makeIntegration } from './fake-engine.ts';

const open: ConnectionState = { status: 'open', epoch: 1 };

describe('the store of a window', () => {
  let engine: FakeEngine;
  let app: AppStore;
  const connection = createStore<ConnectionState>()(() => open);
  const state = () => app.store.getState();
  const openStore = ({ transport }: FakeEngine) =>
    createAppStore({
      client: connect(contracts, transport),
      connection: { state: connection, retryNow: () => {} },
      memory: openWindowMemory({ getItem: () => null, setItem: () => {} }),
      now: () => 1_000,
    });

  beforeEach(() => {
    engine = createFakeEngine();
    connection.setState(open, true);
    app = openStore(engine);
  });

  afterEach(() => app.close());

  it('mirrors the settings, also when another window changes them', async () => {
    await expect.poll(() => state().settings.current.status).toBe('ready');
    engine.changeSettings({ theme: 'dark' });
    expect(state().settings.current).toMatchObject({ value: { theme: 'dark' } });
  });

  it('sets what the user chose by what the engine answers', async () => {
    state().settings.settingsChosen({ density: 'compact' });
    await expect.poll(() => state().settings.current).toMatchObject({ value: { density: 'compact' } });
  });

  it('says since when the connection is lost, and forgets it when it is back', () => {
    connection.setState({ status: 'lost', epoch: 1 });
    expect(state().connection).toMatchObject({ status: 'lost', lostAtMs: 1_000 });
    connection.setState({ status: 'open', epoch: 2 });
    expect(state().connection).toMatchObject({ status: 'open', lostAtMs: null });
  });

  it('asks again what it shows when something may have been missed', async () => {
    state().integrations.listAsked({ tenantSet: 'sandbox', query: 'barrow', sort: null });
    await expect.poll(() => state().integrations.list.matching).toBe(150);
    const before = engine.asked.filter((query) => query === 'barrow').length;
    connection.setState({ status: 'lost', epoch: 1 });
    connection.setState({ status: 'open', epoch: 2 });
    await expect.poll(() => engine.asked.filter((query) => query === 'barrow').length).toBe(before + 1);
    expect(state().integrations.list.matching).toBe(150);
  });

  it('counts what waits for a person in the tenant set that is open', async () => {
    state().work.tenantSetOpened('sandbox');
    await expect.poll(() => state().work).toMatchObject({ drafts: 0, problems: 0 });
    expect(engine.asked).toEqual(['has:draft', 'has:problem']);
  });

  it('reads those with a problem only while somebody looks at them', async () => {
    const rows = [makeIntegration(1), makeIntegration(2)];
    const list = ({ limit }: { limit: number }) => ({ total: 2, nextCursor: null, items: rows.slice(0, limit) });
    app.close();
    app = openStore(createFakeEngine({ integrations: { list } }));
    state().work.tenantSetOpened('sandbox');
    await expect.poll(() => state().work).toMatchObject({ problems: 2, withProblem: null });
    const leave = state().work.problemsLookedAt();
    await expect.poll(() => state().work.withProblem).toEqual(rows);
    leave();
    expect(state().work).toMatchObject({ problems: 2, withProblem: null });
  });

  it('drops what the palette found for an earlier text', async () => {
    state().search.searchTyped('screen', 'sandbox');
    state().search.searchTyped('', 'sandbox');
    await expect.poll(() => engine.asked).toHaveLength(1);
    await Promise.resolve();
    expect(state().search.integrations).toEqual([]);
  });

  it('keeps earlier queries, the newest first and each once', () => {
    for (const query of ['a', 'b', ' a ', '']) state().frame.queryUsed(query);
    expect(state().frame.queryHistory).toEqual(['a', 'b']);
  });
});
