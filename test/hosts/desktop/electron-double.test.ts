// The double can't drift from Electron unseen: what it offers and what the host uses are held against Electron's own declarations.
import { expect, test } from 'vitest';
import { listFiles, readText } from '../../architecture/read-tree.ts';
import { electronModule } from '../../support/electron-double/electron-module.ts';
import { defaultSession } from '../../support/electron-double/session.ts';
import { WebContents } from '../../support/electron-double/web-contents.ts';

const declarations = readText('node_modules/electron/electron.d.ts');
const hostSources = listFiles()
  .filter((path) => /^electron\/(main|preload)\.ts$|^electron\/hosts\/desktop\/.*\.ts$/.test(path))
  .map((path) => readText(path).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''));

/** Its members, those it inherits too. */
function declaredMembers(type: string): Set<string> {
  const head = new RegExp(`\\n  (?:interface|class) ${type}(?: extends ([\\w.]+))?(?: implements [\\w.]+)? \\{\\n`);
  const found = head.exec(declarations);
  if (found === null) return new Set();
  const start = found.index + found[0].length;
  const body = declarations.slice(start, declarations.indexOf('\n  }\n', start));
  const own = [...body.matchAll(/^ {4}(?:static )?(?:readonly |get |set )?(\w+)\??[(:<]/gm)].map(
    (match) => match[1] ?? '',
  );
  const inherited = found[1] === undefined ? [] : declaredMembers(found[1]);
  return new Set([...own, ...inherited]);
}

function declaredEvents(type: string): Set<string> {
  const start = declarations.search(new RegExp(`\\n  (interface|class) ${type}\\b`));
  const body = declarations.slice(start, declarations.indexOf('\n  }\n', start));
  return new Set([...body.matchAll(/^ {4}on\(event: '([^']+)'/gm)].map((match) => match[1] ?? ''));
}

/** Name in our sources → its type there. `window`, `page` and `frame` are what the host calls them everywhere. */
const types: Readonly<Record<string, string>> = {
  app: 'App',
  dialog: 'Dialog',
  ipcMain: 'IpcMain',
  Menu: 'Menu',
  nativeTheme: 'NativeTheme',
  protocol: 'Protocol',
  safeStorage: 'SafeStorage',
  screen: 'Screen',
  session: 'Session',
  shell: 'Shell',
  contextBridge: 'ContextBridge',
  ipcRenderer: 'IpcRenderer',
  window: 'BrowserWindow',
  defaultSession: 'Session',
  page: 'WebContents',
  webContents: 'WebContents',
  frame: 'WebFrameMain',
};

const doubled: Readonly<Record<string, object>> = {
  ...electronModule,
  window: electronModule.BrowserWindow.prototype,
  defaultSession,
  page: WebContents.prototype,
  webContents: WebContents.prototype,
};

/** Fields, which a prototype does not show. */
const fields: Readonly<Record<string, readonly string[]>> = { window: ['webContents'], page: ['mainFrame'] };

const usesOf = (name: string): string[] =>
  hostSources.flatMap((source) =>
    [...source.matchAll(new RegExp(`(?<![\\w'"/.-])(?:window\\.)?${name}\\s*\\.(\\w+)`, 'g'))].map(
      (match) => match[1] ?? '',
    ),
  );

test('the host imports nothing that Electron does not declare or the double does not have', () => {
  const imported = hostSources.flatMap((source) =>
    [...source.matchAll(/^import \{([^}]*)\} from 'electron';/gm)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    ),
  );
  const values = [...new Set(imported)].filter((name) => name !== '' && !name.startsWith('type '));
  expect(values.length).toBeGreaterThan(10);
  const isDeclared = (name: string) => new RegExp(`\\n    (const|class) ${name}\\b`).test(declarations);
  expect(values.filter((name) => !isDeclared(name))).toEqual([]);
  const preload = ['contextBridge', 'ipcRenderer'];
  expect(values.filter((name) => !(name in electronModule) && !preload.includes(name))).toEqual([]);
  // What no source imports, the double need not have.
  expect(Object.keys(electronModule).filter((name) => !values.includes(name))).toEqual([]);
});

test.each(Object.entries(types))('%s is used as Electron declares %s, and as the double has it', (name, type) => {
  const members = declaredMembers(type);
  expect(members.size).toBeGreaterThan(0);
  const used = [...new Set(usesOf(name))];
  // Every type is a Node emitter where it extends one.
  const emitter = ['on', 'once', 'off', 'removeAllListeners'];
  expect(used.filter((member) => !members.has(member) && !emitter.includes(member))).toEqual([]);
  const stand = doubled[name];
  if (stand === undefined) return;
  expect(used.filter((member) => !(member in stand) && !fields[name]?.includes(member))).toEqual([]);
});

test('every event the host listens to is one that Electron declares', () => {
  const heard = Object.entries(types).flatMap(([name, type]) =>
    hostSources.flatMap((source) =>
      [...source.matchAll(new RegExp(`(?<![\\w'"/-])${name}\\.(?:on|once)\\('([^']+)'`, 'g'))].map((match) => ({
        type,
        event: match[1] ?? '',
      })),
    ),
  );
  const own = heard.filter(({ type }) => !type.startsWith('Ipc'));
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter(({ type, event }) => !declaredEvents(type).has(event))).toEqual([]);
});
