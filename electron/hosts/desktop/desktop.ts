// The life of the desktop application: one process for a data folder, the engine, the window, and an end in order.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { Failure } from '../../../shared/kernel/app-error.ts';
import { type OpenEngine, openEngine } from '../../engine/engine.ts';
import type { EnginePorts, Log } from '../../engine/ports.ts';
import { ownSurroundings } from '../machine/data-folder.ts';
import { createMachinePorts } from '../machine/ports.ts';
import { registerAppScheme, serveRenderer } from './app-protocol.ts';
import { setApplicationMenu } from './application-menu.ts';
import { desktopTexts } from './desktop-texts.ts';
import { serveEngine } from './engine-ipc.ts';
import { readDataFolder } from './launch-options.ts';
import { openLogFile } from './log-file.ts';
import { createMainWindow, focusWindow, showPage } from './main-window.ts';
import { denyPermissions, guardPages } from './page-guard.ts';
import { systemKeychain } from './system-keychain.ts';
import { followThemeSetting } from './theme-setting.ts';
import { openWindowState } from './window-state.ts';

export interface DesktopStart {
  /** What `app://` serves. */
  readonly rendererFolder: string;
  readonly preloadFile: string;
  /** Of the process, without its executable. */
  readonly launchArguments: readonly string[];
}

/** Everything up to the first `await` must happen before Electron is ready. Never rejects: what keeps it from starting is shown. */
export async function startDesktop(start: DesktopStart): Promise<void> {
  app.enableSandbox();
  app.setName(desktopTexts.productName);
  registerAppScheme();
  guardPages();
  try {
    const dataFolder = readDataFolder(start.launchArguments, ownSurroundings());
    if (dataFolder === null) throw new Error(desktopTexts.startFailed.dataFolderUnnamed);
    const ownFolder = prepareOwnFolder(dataFolder);
    if (!app.requestSingleInstanceLock()) return app.quit();
    await run(start, createPorts(dataFolder, openLogFile(ownFolder)));
  } catch (cause) {
    await app.whenReady();
    dialog.showErrorBox(desktopTexts.startFailed.title, describe(cause));
    app.exit(1);
  }
}

/** Electron's own files stand in the data folder too: it is one place to back up or carry away, and there is one lock for each. */
function prepareOwnFolder(dataFolder: string): string {
  const folder = join(dataFolder, 'desktop');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    app.setPath('userData', folder);
  } catch {
    // The engine, which opens next, says what is wrong with the data folder.
  }
  return folder;
}

function createPorts(dataFolder: string, log: Log): EnginePorts {
  const ports = createMachinePorts({ dataFolder, log });
  return { ...ports, capabilities: { ...ports.capabilities, keychain: systemKeychain } };
}

async function run({ rendererFolder, preloadFile }: DesktopStart, ports: EnginePorts): Promise<void> {
  const [opening] = await Promise.allSettled([openEngine(ports), app.whenReady()]);
  if (opening.status === 'rejected') throw opening.reason;
  const engine = opening.value;
  closeBeforeQuit(engine, ports.log);
  denyPermissions();
  serveRenderer(rendererFolder);
  setApplicationMenu();
  await followThemeSetting(engine.transport);
  const window = createMainWindow(preloadFile, openWindowState(ports.log));
  serveEngine({ page: window.webContents, transport: engine.transport, log: ports.log });
  welcomeSecondStart(window);
  await showPage(window, ports.log);
}

function welcomeSecondStart(window: BrowserWindow): void {
  app.on('second-instance', () => {
    // Without a window we only wait for what is being sent: whoever starts the application then gets it afterwards.
    if (window.isDestroyed()) app.relaunch();
    else focusWindow(window);
  });
}

/** What is being sent is let end, and the vault and the database are closed, before the process is gone. */
function closeBeforeQuit(engine: OpenEngine, log: Log): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    engine
      .close()
      .catch((cause: unknown) => log('error', 'the engine did not close', { cause: String(cause) }))
      .finally(() => {
        state = 'closed';
        app.quit();
      });
  });
}

function describe(cause: unknown): string {
  return cause instanceof Failure ? cause.error.message : desktopTexts.startFailed.unexpected(String(cause));
}
