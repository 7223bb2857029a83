// The whole window in Chromium, over an engine of the test's own.
import '../../../renderer/ui/base.css';
import { createRoot } from 'react-dom/client';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { App } from '../../../renderer/app/app.tsx';
import { applyAppearance } from '../../../renderer/app/appearance.tsx';
import { openWindowMemory } from '../../../renderer/app/feature/window-memory.ts';
import { type AppStore, createAppStore } from '../../../renderer/app/store.ts';
import type { ConnectionState } from '../../../renderer/client/page-connection.ts';
import { connect } from '../../../shared/contract/connect.ts';
import { contracts } from '../../../shared/contracts.ts';
import type { Settings } from '../../../shared/settings/settings.ts';
import type { FakeEngine } from './fake-engine.ts';

export interface OpenedWindow {
  readonly app: AppStore;
  /** How the test has the connection stand. */
  readonly connection: StoreApi<ConnectionState>;
  close(): void;
}

export interface OpenWindowOptions {
  readonly engine: FakeEngine;
  /** Where it opens. */
  readonly hash: string;
  readonly theme?: Exclude<Settings['theme'], 'system'>;
}

/** As someone opens it who has seen the welcome. Resolves when it has the theme. */
export async function openWindow({ engine, hash, theme }: OpenWindowOptions): Promise<OpenedWindow> {
  await page.viewport(1280, 800);
  history.replaceState(null, '', hash);
  document.documentElement.lang = 'en-AU';
  if (theme !== undefined) engine.changeSettings({ theme });
  const connection = createStore<ConnectionState>()(() => ({ status: 'open', epoch: 1 }));
  const memory = openWindowMemory({ getItem: () => JSON.stringify({ hasSeenWelcome: true }), setItem: () => {} });
  applyAppearance(memory.recall());
  const app = createAppStore({
    client: connect(contracts, engine.transport),
    connection: { state: connection, retryNow: () => {} },
    memory,
    now: Date.now,
  });
  const element = document.createElement('div');
  document.body.append(element);
  const root = createRoot(element);
  root.render(<App store={app.store} memory={memory} />);
  await expect.poll(() => document.documentElement.dataset.theme).toBe(theme);
  return {
    app,
    connection,
    close: () => {
      root.unmount();
      app.close();
      document.body.replaceChildren();
    },
  };
}
