import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../../shared/contract/connect.ts';
import { contracts } from '../../../shared/contracts.ts';
import type { Integration } from '../../../shared/request/integration.ts';
import { codeOf, type TestClient, unwrap } from '../../support/open-test-engine.ts';
import { type OpenPage, openPage } from './open-page.ts';
import { askRaw } from './raw-request.ts';
import { indexText } from './renderer-folder.ts';
import { startHost } from './start-host.ts';

const clientOf = ({ transport }: OpenPage): TestClient => connect(contracts, transport);

const integrationFile: Integration = {
  ...{ name: 'To ourselves', type: 'webhook', scope: 'service', requestUrl: '', method: 'POST', format: 'JSON' },
  ...{ pathArguments: '', triggerServiceType: 'myCloudPBX', triggerEvent: 'inbound-call-answered', enabled: true },
  ...{ silentMode: false, authentication: { type: 'none' }, headers: [], fieldValues: [] },
};

/** Settings as a page mirrors them. */
function mirrorSettings(client: TestClient) {
  const seen: number[] = [];
  const waiting = new Set<() => void>();
  onTestFinished(
    client.settings.watch({}, (event) => {
      if ('type' in event) return;
      seen.push(event.settings.attemptDeadlineMs);
      for (const wake of waiting) wake();
    }),
  );
  const until = (fits: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (fits()) resolve();
      };
      waiting.add(look);
      look();
    });
  return { seen, until };
}

const setDeadline = (client: TestClient, attemptDeadlineMs: number) => client.settings.update({ attemptDeadlineMs });

test('serves the page and one window per link', async () => {
  const { host, port } = await startHost();
  expect(host.role()).toBe('owner');
  const page = await askRaw(port, ['GET / HTTP/1.1', `Host: 127.0.0.1:${port}`]);
  expect(page.body).toBe(indexText);
  const { url } = host.createLink();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);
  const first = openPage(url);
  await first.until('open');
  const second = openPage(url);
  await second.until('refused');
  const withdrawn = host.createLink();
  withdrawn.withdraw();
  await openPage(withdrawn.url).until('refused');
  const third = openPage((await first.createWindowLink?.('#/deliveries')) ?? '');
  await third.until('open');
  expect(third.page.shown()).toBe('/#/deliveries');
});

test('two windows see the same, and each change at once', async () => {
  const { host } = await startHost();
  const [first, second] = [openPage(host.createLink().url), openPage(host.createLink().url)];
  const [a, b] = [clientOf(first), clientOf(second)];
  const [seenA, seenB] = [mirrorSettings(a), mirrorSettings(b)];
  unwrap(await setDeadline(a, 5_000));
  await seenB.until(() => seenB.seen.at(-1) === 5_000);
  unwrap(await setDeadline(b, 6_000));
  await seenA.until(() => seenA.seen.at(-1) === 6_000);
  expect(seenB.seen).toEqual(seenA.seen);
});

test('a page whose connection broke comes back right, with what happened meanwhile', async () => {
  const { host } = await startHost();
  const page = openPage(host.createLink().url);
  const other = clientOf(openPage(host.createLink().url));
  const mirror = mirrorSettings(clientOf(page));
  await mirror.until(() => mirror.seen.length === 1);
  page.cut();
  await page.until('lost');
  expect(codeOf(await clientOf(page).settings.get({}))).toBe('CONNECTION_LOST');
  unwrap(await setDeadline(other, 7_000));
  expect(await page.until('open')).toMatchObject({ epoch: 1 });
  await mirror.until(() => mirror.seen.at(-1) === 7_000);
  expect(unwrap(await clientOf(page).settings.get({})).settings.attemptDeadlineMs).toBe(7_000);
});

test('a reload goes on with the session of the tab', async () => {
  const { host } = await startHost();
  const before = openPage(host.createLink().url);
  await before.until('open');
  before.close();
  const after = openPage(`${host.origin}/`, before.page);
  expect((await after.until('open')).epoch).toBe(0);
});

test('a host that was started again on the same port refuses the old page until it gets a new link', async () => {
  const { host, port, dataFolder } = await startHost();
  const page = openPage(host.createLink().url);
  const client = clientOf(page);
  const mirror = mirrorSettings(client);
  unwrap(await setDeadline(client, 8_000));
  await host.close();
  await page.until('lost');
  const again = await startHost({ dataFolder, port });
  await page.until('refused');
  expect(page.page.stored()).toEqual({});
  expect(codeOf(await client.settings.get({}))).toBe('CONNECTION_LOST');
  const other = clientOf(openPage(again.host.createLink().url));
  unwrap(await setDeadline(other, 8_500));
  page.paste(again.host.createLink().url);
  expect(await page.until('open')).toMatchObject({ epoch: 1 });
  await mirror.until(() => mirror.seen.at(-1) === 8_500);
});

test('works through the owner of the folder, and its pages stay right when the owner ends', async () => {
  const owner = await startHost();
  const guest = await startHost({ dataFolder: owner.dataFolder });
  expect([owner.host.role(), guest.host.role()]).toEqual(['owner', 'client']);
  const page = openPage(guest.host.createLink().url);
  const client = clientOf(page);
  const mirror = mirrorSettings(client);
  const ownerClient = clientOf(openPage(owner.host.createLink().url));
  unwrap(await setDeadline(ownerClient, 4_000));
  await mirror.until(() => mirror.seen.at(-1) === 4_000);
  await owner.host.close();
  unwrap(await setDeadline(client, 9_000));
  expect(guest.host.role()).toBe('owner');
  await mirror.until(() => mirror.seen.at(-1) === 9_000);
  expect(page.state.getState().status).toBe('open');
});

test('no request is ever sent to the host’s own port, whatever the target rules let through', async () => {
  const { host, port } = await startHost();
  const client = clientOf(openPage(host.createLink().url));
  const sent = unwrap(
    await client.dispatch.send({
      integration: { file: { ...integrationFile, requestUrl: `http://127.0.0.1:${port}/` } },
      event: { sample: 'inbound-call-answered' },
      allowTargets: ['loopback'],
    }),
  );
  const attempts = await new Promise((resolve) => {
    const end = client.dispatch.watch({ deliveryId: sent.deliveryId }, (event) => {
      if (event.type === 'failed' || event.delivery.outcome === 'pending') return;
      resolve(event.delivery.attempts);
      queueMicrotask(() => end());
    });
  });
  expect(attempts).toMatchObject([{ error: { code: 'TARGET_CONTROL_PORT' } }]);
});

test('says why it cannot start, and leaves nothing behind', async () => {
  const { port, dataFolder } = await startHost();
  await expect(startHost({ port })).rejects.toMatchObject({ error: { code: 'PORT_BUSY' } });
  const { host } = await startHost({ dataFolder });
  expect(host.role()).toBe('client');
});
