// From start to end: one instance for each data folder, the window where it was left, and nothing that is being sent cut off.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openTestEngine, unwrap } from '../../support/open-test-engine.ts';
import { emptyAnswer, startRawServer } from '../../support/raw-server.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';
import { startDesktop } from './desktop-application.ts';
import { openPageTransport } from './page-transport.ts';

test('a second start brings the first window to the front and ends', async () => {
  const first = startDesktop();
  await first.openPage();
  const focused = (await first.records('window.focus')).length;
  const second = startDesktop({ dataFolder: first.dataFolder, applicationFolder: first.applicationFolder });
  expect(await second.ended).toEqual({ code: 0, errors: '' });
  await expect.poll(async () => (await first.records('window.focus')).length).toBe(focused + 1);
});

test('the window opens where it was left, and only its place is kept', async () => {
  const first = startDesktop();
  await first.openPage();
  const [usual] = await first.records('BrowserWindow');
  expect(usual).toMatchObject({ x: 240, y: 70, width: 1440, height: 900, show: false, titleBarStyle: 'hidden' });
  expect(await first.records('window.show')).toHaveLength(1);
  const bounds = { x: 100, y: 60, width: 1300, height: 820 };
  await first.ask({ act: 'moveWindow', bounds, isMaximized: true });
  await first.ask({ act: 'quit' });
  expect(await first.ended).toMatchObject({ code: 0 });
  const file = join(first.dataFolder, 'desktop/window.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ bounds, isMaximized: true });
  expect([statSync(first.dataFolder).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);

  const { dataFolder, applicationFolder } = first;
  const second = startDesktop({ dataFolder, applicationFolder });
  await second.openPage();
  expect((await second.records('BrowserWindow'))[0]).toMatchObject(bounds);
  expect(await second.records('window.maximize')).toHaveLength(1);
});

test('a place file that makes no sense, and a display that is gone, give the usual place', async () => {
  const dataFolder = join(makeTemporaryFolder(), 'data');
  mkdirSync(join(dataFolder, 'desktop'), { recursive: true });
  writeFileSync(join(dataFolder, 'desktop/window.json'), '{ "bounds": ');
  const displays = [{ x: 0, y: 25, width: 1280, height: 775 }];
  const application = startDesktop({ dataFolder, script: { displays } });
  await application.openPage();
  expect((await application.records('BrowserWindow'))[0]).toMatchObject(displays[0] ?? {});
});

test('the window follows the theme of the settings', async () => {
  const application = startDesktop();
  const page = await application.openPage();
  expect(await page.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')).toBe(false);
  await page.evaluate('switchhook.call("settings.update", { theme: "dark" })');
  await expect.poll(() => page.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')).toBe(true);
  expect((await application.records('window.setTitleBarOverlay')).at(-1)).toEqual({
    ...{ color: '#0b0c0f', symbolColor: '#b4b5bc', height: 44 },
  });
});

test('the menu has nothing but roles', async () => {
  const application = startDesktop();
  await application.openPage();
  const [menu] = (await application.records('Menu.setApplicationMenu')) as [{ role?: string; submenu?: object[] }[]];
  const items = menu.flatMap((item) => item.submenu ?? [item]);
  expect(items.filter((item) => !('role' in item || 'type' in item))).toEqual([]);
  expect(JSON.stringify(items)).not.toContain('toggleDevTools');
});

test('closing the window lets end what is being sent, then closes the engine', async () => {
  const { promise: arrived, resolve: onArrived } = Promise.withResolvers<() => void>();
  const server = await startRawServer({ behaviour: (socket) => onArrived(() => emptyAnswer(socket)) });
  const application = startDesktop();
  const page = await application.openPage();
  const transport = await openPageTransport(page);
  const file = {
    ...{
      name: 'Slow',
      type: 'webhook',
      scope: 'service',
      requestUrl: `${server.origin}/`,
      method: 'POST',
      format: 'JSON',
    },
    ...{ pathArguments: '', triggerServiceType: 'myCloudPBX', triggerEvent: 'inbound-call-answered' },
    ...{ enabled: true, silentMode: false, authentication: { type: 'none' }, headers: [] },
    fieldValues: [{ key: 'from', field: 'source-number' }],
  };
  const event = { sample: 'inbound-call-answered' };
  const sent = await transport.call('dispatch.send', { integration: { file }, event, allowTargets: ['loopback'] });
  expect(sent).toMatchObject({ ok: true });
  const answer = await arrived;
  await page.close();
  // A start meanwhile is not lost: the application comes back when it has ended.
  const second = startDesktop({ dataFolder: application.dataFolder, applicationFolder: application.applicationFolder });
  expect((await second.ended).code).toBe(0);
  await expect.poll(() => application.records('app.relaunch')).toHaveLength(1);
  answer();
  expect(await application.ended).toMatchObject({ code: 0 });
  await server.close();

  const { client } = await openTestEngine(application.dataFolder);
  const log = unwrap(await client.dispatch.deliveries({}));
  expect(log.items.map(({ outcome, attemptCount }) => [outcome, attemptCount])).toEqual([['delivered', 1]]);
});

test('a data folder that cannot be opened is told in a dialog, with exit code 1', async () => {
  const newer = makeTemporaryFolder();
  const database = new DatabaseSync(join(newer, 'switchhook.db'));
  database.exec('PRAGMA user_version = 9999; CREATE TABLE x (y)');
  database.close();
  const tooNew = await startDesktop({ dataFolder: newer }).ended;
  expect(tooNew.code).toBe(1);
  expect(tooNew.errors).toContain('Switchhook could not start');
  expect(tooNew.errors).toMatch(/It was not opened and not changed\./);

  const file = join(makeTemporaryFolder(), 'file');
  writeFileSync(file, '');
  const noFolder = await startDesktop({ dataFolder: file }).ended;
  expect(noFolder).toMatchObject({ code: 1 });
  expect(noFolder.errors).toContain('The data folder cannot be written');

  const unnamed = await startDesktop({ launchArguments: ['--data-dir', ''] }).ended;
  expect(unnamed).toMatchObject({ code: 1 });
  expect(unnamed.errors).toContain('--data-dir needs the name of a folder.');
});

test('a page that stopped working is loaded again, or the application ends, as the person says', async () => {
  const application = startDesktop({ script: { messageBoxAnswers: [1] } });
  await application.openPage();
  await application.ask({ act: 'rendererGone', reason: 'oom' });
  expect(await application.ended).toMatchObject({ code: 0 });
});

test('the system keychain opens the vault, and one that protects nothing is not used', async () => {
  const create = 'switchhook.call("vault.create", { passphrase: "a long passphrase for the test" })';
  const keep = 'switchhook.call("vault.keepInKeychain", {})';
  const good = startDesktop();
  const page = await good.openPage();
  await page.evaluate(create);
  expect(await page.evaluate(keep)).toMatchObject({ ok: true, value: { keychain: 'gnome_libsecret' } });
  await page.evaluate('switchhook.call("vault.lock", {})');
  const unlocked = await page.evaluate('switchhook.call("vault.unlock", { keychain: true })');
  expect(unlocked).toMatchObject({ ok: true, value: { unlocked: true } });
  await good.ask({ act: 'quit' });
  await good.ended;

  for (const keychain of [
    { available: true, backend: 'basic_text' },
    { available: false, backend: 'gnome_libsecret' },
  ]) {
    const poor = await startDesktop({ script: { keychain } }).openPage();
    await poor.evaluate(create);
    expect(await poor.evaluate(keep)).toMatchObject({ ok: false, error: { code: 'VAULT_KEYCHAIN_NONE' } });
  }
});
