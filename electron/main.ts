// The entry of the desktop application: names what stands beside it and starts it. Nothing is awaited here: Electron becomes
// ready only after this module has run.
import { join } from 'node:path';
import process from 'node:process';
import { startDesktop } from './hosts/desktop/desktop.ts';

void startDesktop({
  rendererFolder: join(import.meta.dirname, '../renderer'),
  preloadFile: join(import.meta.dirname, 'preload.cjs'),
  launchArguments: process.argv.slice(1),
});
