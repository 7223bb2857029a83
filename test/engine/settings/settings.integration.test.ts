import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSettings } from '../../../electron/engine/settings/settings.ts';
import { connect } from '../../../shared/contract/connect.ts';
import { serve } from '../../../shared/contract/serve.ts';
import { settingsContract } from '../../../shared/settings/contract.ts';
import { defaultSettings } from '../../../shared/settings/settings.ts';

const clock = { now: () => Date.UTC(2026, 10, 23, 10, 41, 7) };

function open(content?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'config.json');
  if (content !== undefined) writeFileSync(path, content);
  const store = openSettings({ folder, clock });
  const contracts = { settings: settingsContract };
  const incidents: unknown[] = [];
  const onIncident = (incident: unknown) => `incident-${incidents.push(incident)}`;
  const { settings: client } = connect(contracts, serve(contracts, { settings: store.handlers }, { onIncident }));
  return { folder, path, store, client, incidents, file: () => JSON.parse(readFileSync(path, 'utf8')) };
}

/** Mounts the folder over itself, read-only; false where this user may not mount. */
function mountReadOnly(folder: string): boolean {
  try {
    execFileSync('mount', ['--bind', folder, folder], { stdio: 'ignore' });
    execFileSync('mount', ['-o', 'remount,ro,bind', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('settings of a data folder', () => {
  it('are the defaults at first, and reading them writes nothing', async () => {
    const { folder, client, store } = open();
    expect(await client.get({})).toEqual({ ok: true, value: { settings: defaultSettings, problems: [] } });
    expect(store.current()).toEqual(defaultSettings);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keep what was changed, in a file for this user only', async () => {
    const { folder, path, client, file } = open();
    const answer = await client.update({ theme: 'dark', receiverPort: 8765 });
    expect(answer).toMatchObject({
      ok: true,
      value: { settings: { ...defaultSettings, theme: 'dark', receiverPort: 8765 } },
    });
    expect(file()).toEqual({ theme: 'dark', receiverPort: 8765 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(openSettings({ folder, clock }).current()).toMatchObject({ theme: 'dark', receiverPort: 8765 });
  });

  it('take all of a patch or nothing, and say why', async () => {
    const { client, folder, incidents } = open();
    const answer = await client.update({ theme: 'dark', receiverPort: 70_000, density: 'cosy' });
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: 'SETTINGS_INVALID',
        problems: [{ path: 'receiverPort' }, { path: 'density' }],
      },
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(incidents).toEqual([]);
  });

  it('leave members of the file alone that they do not know', async () => {
    const { client, file } = open('{"windowState":{"x":1,"y":2},"a.b":3,"theme":"light"}');
    await client.update({ density: 'compact', receiverPort: undefined });
    expect(file()).toEqual({ windowState: { x: 1, y: 2 }, 'a.b': 3, theme: 'light', density: 'compact' });
  });

  it('use the default for a bad value in the file, warn, and leave it there until it is set', async () => {
    const { client, file } = open('{"attemptDeadlineMs":"soon","theme":"dark"}');
    const answer = await client.get({});
    expect(answer).toMatchObject({
      value: {
        settings: { attemptDeadlineMs: 15_000, theme: 'dark' },
        problems: [{ code: 'SETTING_INVALID', path: 'attemptDeadlineMs' }],
      },
    });
    expect(file().attemptDeadlineMs).toBe('soon');
    expect(await client.update({ attemptDeadlineMs: 2000 })).toMatchObject({ value: { problems: [] } });
  });

  it.each(['{"theme":"da', '', '[]', 'null', '"text"'])(
    'never lose a broken file: %j is kept aside',
    async (broken) => {
      const { folder, client } = open(broken);
      const aside = 'config.broken-2026-11-23T10-41-07-000Z.json';
      const answer = await client.get({});
      expect(answer).toMatchObject({
        value: { settings: defaultSettings, problems: [{ code: 'SETTINGS_FILE_BROKEN' }] },
      });
      expect(answer.ok && answer.value.problems[0]?.message).toContain(aside);
      expect(readFileSync(join(folder, aside), 'utf8')).toBe(broken);
      await client.update({ theme: 'dark' });
      expect(readdirSync(folder).sort()).toEqual([aside, 'config.json'].sort());
    },
  );

  it('survive a file that is broken while they are in use', async () => {
    const { folder, path, client, file } = open('{"theme":"dark"}');
    writeFileSync(path, 'broken');
    expect(await client.update({ density: 'roomy' })).toMatchObject({
      value: { problems: [{ code: 'SETTINGS_FILE_BROKEN' }] },
    });
    expect(file()).toEqual({ density: 'roomy' });
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('that cannot be written stay as they were, in the file and in use', async () => {
    const { folder, path, client, store } = open('{"theme":"dark"}');
    // No user, root included, may write to a read-only file system; an ordinary one is kept out by the folder's mode.
    const isMounted = mountReadOnly(folder);
    if (!isMounted) chmodSync(folder, 0o500);
    onTestFinished(() => (isMounted ? void execFileSync('umount', ['-l', folder]) : chmodSync(folder, 0o700)));
    expect(await client.update({ theme: 'light' })).toMatchObject({ ok: false, error: { code: 'STORAGE_READ_ONLY' } });
    expect(readFileSync(path, 'utf8')).toBe('{"theme":"dark"}');
    expect(store.current().theme).toBe('dark');
  });

  it('tell everyone who watches, first at once and then after each change', async () => {
    const { client, store } = open();
    const seen: string[] = [];
    const stop = client.watch({}, (event) =>
      seen.push('seq' in event ? `${event.seq} ${event.settings.theme}` : 'failed'),
    );
    const themes: string[] = [];
    store.onChange(({ theme }) => themes.push(theme));
    await client.update({ theme: 'dark' });
    stop();
    await client.update({ theme: 'light' });
    expect(seen).toEqual(['0 system', '1 dark']);
    expect(themes).toEqual(['dark', 'light']);
  });
});
