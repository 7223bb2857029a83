import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { openWindowMemory } from '../../../renderer/app/feature/window-memory.ts';
import { type AppStore, createAppStore } from '../../../renderer/app/store.ts';
import type { ConnectionState } from '../../../renderer/client/page-connection.ts';
import { connect } from '../../../shared/contract/connect.ts';
import { contracts } from '../../../shared/contracts.ts';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';

const open: ConnectionState = { status: 'open', epoch: 1 };

describe('the store of a window', () => {
  let engine: FakeEngine;
  let app: AppStore;
  const connection = createStore<ConnectionState>()(() => open);
  const state = () => app.store.getState();

  beforeEach(() => {
    engine = createFakeEngine();
    connection.setState(open, true);
    app = createAppStore({
      client: connect(contracts, engine.transport),
      connection: { state: connection, retryNow: () => {} },
      memory: openWindowMemory({ getItem: () => null, setItem: () => {} }),
      now: () => 1_000,
    });
  });

  afterEach(() => app.close());

  it('mirrors the settings, also when another window changes them', async () => {
    await vi.waitFor(() => expect(state().settings.current.status).toBe('ready'));
    engine.changeSettings({ theme: 'dark' });
    expect(state().settings.current).toMatchObject({ value: { theme: 'dark' } });
  });

  it('sets what the user chose by what the engine answers', async () => {
    state().settings.settingsChosen({ density: 'compact' });
    await vi.waitFor(() => expect(state().settings.current).toMatchObject({ value: { density: 'compact' } }));
  });

  it('says since when the connection is lost, and forgets it when it is back', () => {
    connection.setState({ status: 'lost', epoch: 1 });
    expect(state().connection).toMatchObject({ status: 'lost', lostAtMs: 1_000 });
    connection.setState({ status: 'open', epoch: 2 });
    expect(state().connection).toMatchObject({ status: 'open', lostAtMs: null });
  });

  it('asks again what it shows when something may have been missed', async () => {
    state().integrations.listAsked({ tenantSet: 'sandbox', query: 'barrow', sort: null });
    await vi.waitFor(() => expect(state().integrations.list.matching).toBe(150));
    const before = engine.asked.filter((query) => query === 'barrow').length;
    connection.setState({ status: 'lost', epoch: 1 });
    connection.setState({ status: 'open', epoch: 2 });
    await vi.waitFor(() => expect(engine.asked.filter((query) => query === 'barrow').length).toBe(before + 1));
    expect(state().integrations.list.matching).toBe(150);
  });

  it('counts what waits for a person in the tenant set that is open', async () => {
    state().work.tenantSetOpened('sandbox');
    await vi.waitFor(() => expect(state().work).toMatchObject({ drafts: 0, problems: 0 }));
    expect(engine.asked).toEqual(['has:draft', 'has:problem']);
  });

  it('drops what the palette found for an earlier text', async () => {
    state().search.searchTyped('screen', 'sandbox');
    state().search.searchTyped('', 'sandbox');
    await vi.waitFor(() => expect(engine.asked).toHaveLength(1));
    await Promise.resolve();
    expect(state().search.integrations).toEqual([]);
  });

  it('keeps earlier queries, the newest first and each once', () => {
    for (const query of ['a', 'b', ' a ', '']) state().frame.queryUsed(query);
    expect(state().frame.queryHistory).toEqual(['a', 'b']);
  });
});
