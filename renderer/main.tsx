// Entry of the page: connects to whichever host shows it, builds client and store, mounts the window. No feature is named here.
import './app/zod-without-eval.ts';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from '../shared/contract/connect.ts';
import { contracts } from '../shared/contracts.ts';
import { App } from './app/app.tsx';
import { applyAppearance } from './app/appearance.tsx';
import { openWindowMemory } from './app/feature/window-memory.ts';
import { createAppStore } from './app/store.ts';
import { connectPage } from './client/choose-transport.ts';
import { loadFonts } from './ui/fonts.ts';

const memory = openWindowMemory(localStorage);
applyAppearance(memory.recall());

const connection = connectPage(window);
const client = connect(contracts, connection.transport);
const { store } = createAppStore({ client, connection, memory, now: Date.now });

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to draw in.');
await loadFonts();
createRoot(root).render(
  <StrictMode>
    <App store={store} memory={memory} />
  </StrictMode>,
);
