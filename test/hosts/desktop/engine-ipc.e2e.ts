// The three channels, as somebody would use them who has taken over the page, or only a frame of it.
import { expect, test } from 'vitest';
import type { ControlRequest, ForgedSender } from '../../support/electron-double/control-messages.ts';
import { type DesktopApplication, startDesktop } from './desktop-application.ts';

const call = { channel: 'settings.get', input: {} };
const id = 'b3b1c1b0-7b4e-4c57-9a44-0d3a5c0a3b01';
const subscribe = { act: 'start', id, channel: 'settings.watch', input: {} };

const forge = (application: DesktopApplication, given: Omit<Extract<ControlRequest, { act: 'forge' }>, 'act'>) =>
  application.ask({ act: 'forge', ...given });

const invoke = (application: DesktopApplication, payload: unknown, from: ForgedSender = { frame: 'main' }) =>
  forge(application, { kind: 'invoke', channel: 'engine:call', payload, from }).then(
    () => 'answered',
    (cause: Error) => (cause.message.includes('Refused.') ? 'refused' : cause.message),
  );

/** The ids that events were sent for, since the start. */
async function sentIds(application: DesktopApplication): Promise<string[]> {
  const sent = (await application.records('webContents.send')) as [{ id: string }][];
  return sent.map(([{ id: found }]) => found);
}

test('there are three channels, and no library has left one of its own', async () => {
  const application = startDesktop();
  await application.openPage();
  expect(await application.ask({ act: 'channels' })).toEqual(['engine:call', 'engine:subscribe']);
  const elsewhere = { kind: 'invoke', channel: 'engine:stop', payload: call, from: { frame: 'main' } } as const;
  await expect(forge(application, elsewhere)).rejects.toThrow("No handler registered for 'engine:stop'");
});

test('a message is believed from the main frame on our origin only', async () => {
  const application = startDesktop();
  await application.openPage();
  expect(await invoke(application, call)).toBe('answered');
  const senders: ForgedSender[] = [
    { otherPage: true, frame: 'main' },
    { frame: 'child' },
    { frame: 'none' },
    { frame: { url: 'https://example.com/', origin: 'https://example.com' } },
    { frame: { url: 'app://other/', origin: 'app://other' } },
    { frame: { url: 'app://bundle.example.com/', origin: 'app://bundle.example.com' } },
    // These inherit the origin of whoever made them.
    { frame: { url: 'about:blank', origin: 'app://bundle' } },
    { frame: { url: '', origin: 'app://bundle' } },
    { frame: { url: 'app://bundle/', origin: 'null' } },
  ];
  for (const from of senders) {
    expect(await invoke(application, call, from), JSON.stringify(from)).toBe('refused');
    await forge(application, { kind: 'send', channel: 'engine:subscribe', payload: subscribe, from });
  }
  expect(await sentIds(application)).not.toContain(id);
});

test('a message of another shape is refused and harms nothing', async () => {
  const application = startDesktop();
  const page = await application.openPage();
  const malformed = [
    undefined,
    null,
    'settings.get',
    [],
    {},
    { channel: 7, input: {} },
    { channel: 'a'.repeat(65), input: {} },
    { ...call, more: true },
  ];
  for (const payload of malformed) expect(await invoke(application, payload), JSON.stringify(payload)).toBe('refused');
  const starts = [
    ...malformed,
    { ...subscribe, id: 'not-a-uuid' },
    { ...subscribe, act: 'restart' },
    { ...subscribe, more: true },
  ];
  const from = { frame: 'main' } as const;
  for (const payload of starts) await forge(application, { kind: 'send', channel: 'engine:subscribe', payload, from });
  expect(await sentIds(application)).not.toContain(id);
  await forge(application, { kind: 'send', channel: 'engine:subscribe', payload: subscribe, from });
  expect(await sentIds(application)).toContain(id);

  const prototype = 'switchhook.call("__proto__.toString", {}).then(({ error }) => error.code)';
  expect(await page.evaluate(prototype)).toBe('INTERNAL');
  await expect(page.evaluate('switchhook.call("a".repeat(65), {})')).rejects.toThrow(
    "Error invoking remote method 'engine:call': Error: Refused.",
  );
});

test('a page that is loaded again leaves no subscription behind, nor does one that has crashed', async () => {
  const application = startDesktop({ script: { messageBoxAnswers: [0] } });
  const page = await application.openPage();
  const listen = 'new Promise((resolve) => switchhook.subscribe("bench.watch", {}, resolve))';
  const change = async () => {
    await page.evaluate('switchhook.call("bench.start", {})');
    await page.evaluate('switchhook.call("bench.stop", {})');
  };
  await page.evaluate(listen);
  const before = new Set(await sentIds(application));
  await change();
  await page.reload();
  await page.waitForFunction('globalThis.switchhook !== undefined');
  const settled = (await sentIds(application)).length;
  await change();
  expect((await sentIds(application)).slice(settled).filter((found) => before.has(found))).toEqual([]);

  await page.evaluate(listen);
  const again = new Set(await sentIds(application));
  await application.ask({ act: 'rendererGone', reason: 'crashed' });
  await expect.poll(() => application.records('dialog.showMessageBox')).toHaveLength(1);
  await page.waitForFunction('globalThis.switchhook !== undefined');
  const later = (await sentIds(application)).length;
  await change();
  expect((await sentIds(application)).slice(later).filter((found) => again.has(found))).toEqual([]);
});
