import { describe, expect, it, onTestFinished } from 'vitest';
import { startRawServer } from '../../support/raw-server.ts';
import {
  acceptCalls,
  byToken,
  makeIntegration,
  makePlace,
  makeRealPlace,
  openTestDispatch,
  openWithServer,
  sendOnly,
  setPolicy,
  startBench,
} from './dispatch-fixture.ts';

describe('after a crash', () => {
  it('what was accepted is sent by the next instance, with the next attempt number', async () => {
    const server = await startRawServer({ behaviour: () => {} });
    onTestFinished(server.close);
    const first = openTestDispatch();
    let began = () => {};
    const started = new Promise<void>((resolve) => {
      began = resolve;
    });
    const deliveryId = await sendOnly(first, {
      integration: { file: makeIntegration({ requestUrl: `${server.origin}/hook` }) },
      allowTargets: ['loopback'],
      deadlineMs: 1_000,
    });
    first.dispatch.handlers.watch({ deliveryId }, ({ delivery }) => {
      if (delivery.attemptCount > 0) began();
    });
    await started;
    const again = openTestDispatch(first.crash());
    await again.dispatch.drain();
    const delivery = await again.dispatch.handlers.delivery({ id: deliveryId });
    expect(delivery.outcome).toBe('dead');
    expect(delivery.attempts.map(({ number, kind, error }) => [number, kind, error?.code])).toEqual([
      [1, 'first', 'ATTEMPT_INTERRUPTED'],
      [2, 'retry', 'DEADLINE'],
    ]);
    expect(
      server
        .requests()
        .map((text) => /Switchhook-Attempt: (\d)/.exec(text)?.[1])
        .at(-1),
    ).toBe('2');
    // Only what was pending: a third instance sends nothing.
    const requests = server.requests().length;
    const third = openTestDispatch(again.crash());
    await third.dispatch.drain();
    expect(server.requests()).toHaveLength(requests);
  });

  it('what needs the locked vault waits until it is unlocked', async () => {
    const { server, on } = await openWithServer();
    await sendOnly(on, {
      integration: { file: makeIntegration({ requestUrl: server.origin, ...byToken }) },
      allowTargets: ['loopback'],
    });
    const again = openTestDispatch({ ...on.crash(), isVaultLocked: true });
    await again.dispatch.drain();
    const list = () => again.dispatch.handlers.deliveries({ query: '', limit: 10 });
    expect((await list()).items[0]).toMatchObject({ outcome: 'pending', attemptCount: 0, waitsFor: 'vault' });
    // A locked vault is no trouble to report as one.
    expect(again.logged).toEqual(['A delivery waits until the vault is unlocked.']);
    again.isVaultLocked = false;
    again.dispatch.wake();
    await again.dispatch.drain();
    expect((await list()).items[0]).toMatchObject({ outcome: 'delivered', attemptCount: 1 });
  });

  it('what waits of an integration that is deleted is cancelled and never sent', async () => {
    const on = openTestDispatch();
    on.secrets.set('crm', { value: 'a-secret-of-the-vault', origins: [] });
    on.places.set('int_1', makePlace('int_1', { authentication: { type: 'token', token: { secret: 'crm' } } }));
    await startBench(on);
    await sendOnly(on, {
      integration: { id: 'int_1' },
      withAuth: true,
    });
    const again = openTestDispatch({ ...on.crash(), isVaultLocked: true });
    await again.dispatch.drain();
    again.dispatch.cancelOf('int_1');
    again.isVaultLocked = false;
    again.dispatch.wake();
    await again.dispatch.drain();
    const { items } = await again.dispatch.handlers.deliveries({ query: '', limit: 10 });
    expect(items).toMatchObject([{ outcome: 'cancelled', attemptCount: 0 }]);
  });

  it('a result that could not be written leaves the delivery pending, and the watcher is told', async () => {
    const { server, on } = await openWithServer();
    on.database.run("CREATE TRIGGER full BEFORE INSERT ON attempts BEGIN SELECT RAISE(ABORT, 'no'); END");
    const deliveryId = await sendOnly(on, {
      integration: { file: makeIntegration({ requestUrl: server.origin }) },
      allowTargets: ['loopback'],
    });
    const told: unknown[] = [];
    on.dispatch.handlers.watch({ deliveryId }, (event) => told.push(event.type));
    await on.dispatch.drain();
    expect(await on.dispatch.handlers.delivery({ id: deliveryId })).toMatchObject({
      outcome: 'pending',
      attemptCount: 1,
    });
    expect(told).toContain('failed');
    expect(on.logged).toContain('A delivery waits: it could not be sent or recorded.');
    on.database.run('DROP TRIGGER full');
    on.dispatch.wake();
    await on.dispatch.drain();
    const delivery = await on.dispatch.handlers.delivery({ id: deliveryId });
    expect(delivery.attempts.map(({ error }) => error?.code ?? 'none')).toEqual(['ATTEMPT_INTERRUPTED', 'none']);
  });

  it('a result that could not be written holds up what is behind it where the order is kept', async () => {
    const { server, on } = await openWithServer();
    on.places.set('int_1', makeRealPlace('int_1', { requestUrl: `${server.origin}/hook` }));
    await setPolicy(on, { fifo: true });
    on.database.run("CREATE TRIGGER full BEFORE INSERT ON attempts BEGIN SELECT RAISE(ABORT, 'no'); END");
    const ids = await acceptCalls(on, 3);
    await on.dispatch.drain();
    expect(server.requests()).toHaveLength(1);
    on.database.run('DROP TRIGGER full');
    on.dispatch.wake();
    await on.dispatch.drain();
    const sent = server.requests().map((text) => /Switchhook-Delivery: (\S+)/.exec(text)?.[1]);
    expect(sent).toEqual([ids[0], ...ids]);
  });
});
