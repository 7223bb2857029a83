// `node --import <this> out/main/main.js`: the desktop bundle, as built, on a stand-in for Electron. Only the module `electron` is
// exchanged; its window is a page of Chromium, its IPC goes through the real preload bundle.
import { registerHooks } from 'node:module';

const double = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'electron' ? { url: double, shortCircuit: true } : nextResolve(specifier, context),
});
