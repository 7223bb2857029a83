// What every host must carry without loss: the main job over the contract, its errors, its streams, and no secret back.
// A host joins by naming how its transport is opened; the suite knows nothing else of it.
import { describe, expect, test } from 'vitest';
import { connect } from '../../shared/contract/connect.ts';
import type { Transport } from '../../shared/contract/contract.ts';
import { contracts } from '../../shared/contracts.ts';
import type { Delivery } from '../../shared/dispatch/delivery.ts';
import type { Integration } from '../../shared/request/integration.ts';
import { previewRequest } from '../../shared/request/preview-request.ts';
import { toFile } from '../support/integration-file.ts';
import { codeOf, type TestClient, unwrap } from '../support/open-test-engine.ts';

export interface HostUnderTest {
  readonly name: string;
  /** A transport to an engine on a new data folder; everything it opened ends with the test. */
  openTransport(): Promise<Transport>;
}

const plantedSecret = 'Planted-Secret-4711-§-"quoted"'.replace('§', 'S');

/** Every value that crosses the transport, in both directions. */
function recordTraffic(transport: Transport) {
  const received: unknown[] = [];
  const recorded: Transport = {
    call: async (channel, input) => {
      const answer = await transport.call(channel, input);
      received.push(answer);
      return answer;
    },
    subscribe: (channel, input, onEvent) =>
      transport.subscribe(channel, input, (event) => {
        received.push(event);
        onEvent(event);
      }),
  };
  return { recorded, received };
}

async function findIntegration(client: TestClient) {
  const query = 'account:"Acme Dental" pbx:"Head Office" event:inbound-call-answered enabled:true';
  const page = unwrap(await client.integrations.list({ query }));
  const [found] = page.items;
  if (found === undefined) throw new Error('The sandbox has lost its best-known integration.');
  return found;
}

/** Resolves when the delivery has an outcome: told by the stream, not by waiting. */
function waitForOutcome(client: TestClient, deliveryId: string, attempts = 1): Promise<Delivery> {
  return new Promise((resolve, reject) => {
    const end = client.dispatch.watch({ deliveryId }, (event) => {
      if (event.type === 'failed') return reject(new Error(event.error.message));
      if (event.delivery.outcome === 'pending' || event.delivery.attemptCount < attempts) return;
      resolve(event.delivery);
      queueMicrotask(() => end());
    });
  });
}

function fileIntegration(changes: Partial<Integration> = {}): Integration {
  return {
    name: 'From a file',
    type: 'webhook',
    scope: 'service',
    requestUrl: 'https://crm.example.com/hook',
    method: 'POST',
    format: 'JSON',
    pathArguments: '',
    triggerServiceType: 'myCloudPBX',
    triggerEvent: 'inbound-call-answered',
    enabled: true,
    silentMode: false,
    authentication: { type: 'none' },
    headers: [],
    fieldValues: [{ key: 'from', field: 'source-number' }],
    ...changes,
  };
}

export function describeHostContract(host: HostUnderTest): void {
  describe(`host ${host.name}`, () => {
    const open = async () => {
      const { recorded, received } = recordTraffic(await host.openTransport());
      return { client: connect(contracts, recorded) as TestClient, transport: recorded, received };
    };

    test('carries the main job: find, preview, send, see it arrive as previewed, fail, replay, delivered', async () => {
      const { client } = await open();
      const integration = await findIntegration(client);
      const event = {
        trigger: integration.triggerEvent,
        occurredAt: '2026-11-23T10:41:07+11:00',
        timeZone: 'Australia/Sydney',
        values: { 'source-number': '0491570156', 'extension-number': '201' },
      };
      const preview = previewRequest({ integration: toFile(integration), event });
      expect(preview.problems.filter((problem) => problem.severity === 'error')).toEqual([]);

      unwrap(await client.bench.start({ answers: [{ status: 500, times: 1 }, { status: 204 }] }));
      const sent = unwrap(await client.dispatch.send({ integration: { id: integration.id }, event: { event } }));
      const failed = await waitForOutcome(client, sent.deliveryId);
      expect(failed).toMatchObject({ outcome: 'dead', result: 'failing', status: 500, attemptCount: 1 });

      const [capture] = unwrap(await client.bench.captures({}));
      const url = new URL(preview.url ?? '');
      expect(capture).toMatchObject({
        method: preview.method,
        path: url.pathname + url.search,
        integration: integration.id,
      });
      expect(Buffer.from(capture?.bodyBase64 ?? '', 'base64').toString()).toBe(preview.body);
      expect(capture?.deliveryId).toBe(sent.deliveryId);

      const replayed = unwrap(await client.dispatch.replay({ deliveryId: sent.deliveryId }));
      expect(replayed.deliveryId).toBe(sent.deliveryId);
      const delivered = await waitForOutcome(client, sent.deliveryId, 2);
      expect(delivered).toMatchObject({ outcome: 'delivered', result: 'delivered', status: 204, attemptCount: 2 });
      const [first, second] = unwrap(await client.bench.captures({}));
      expect(first?.bodyBase64).toBe(second?.bodyBase64);
      const page = unwrap(await client.dispatch.deliveries({ query: 'outcome:delivered' }));
      expect(page.items.map((delivery) => delivery.id)).toEqual([sent.deliveryId]);
    });

    test('has a handler for every method and refuses what no method takes', async () => {
      const { transport } = await open();
      const channels = Object.entries(contracts).flatMap(([slice, contract]) =>
        Object.entries(contract).map(([name, method]) => ({ channel: `${slice}.${name}`, kind: method.kind })),
      );
      for (const { channel, kind } of channels) {
        const input = { thisMemberIsUnknown: true };
        if (kind === 'call') {
          expect(await transport.call(channel, input), channel).toMatchObject({
            ok: false,
            error: { code: 'INTERNAL' },
          });
          continue;
        }
        const event = await new Promise((resolve) => transport.subscribe(channel, input, resolve));
        expect(event, channel).toMatchObject({ type: 'failed', error: { code: 'INTERNAL' } });
      }
      expect(await transport.call('engine.stop', {})).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    });

    test('answers expected failures as declared codes with whole sentences', async () => {
      const { client } = await open();
      const unknown = await client.integrations.get({ id: 'int_nowhere' });
      expect(codeOf(unknown)).toBe('INTEGRATION_UNKNOWN');
      expect(unknown.ok ? '' : unknown.error.message).toMatch(/Nothing was changed\./);
      expect(codeOf(await client.integrations.list({ query: 'metod:GET' }))).toBe('QUERY_INVALID');
      const integration = await findIntegration(client);
      const invalid = { ...toFile(integration), requestUrl: 'https://user:pass@crm.example.com/' };
      const refused = await client.integrations.save({ id: integration.id, integration: invalid });
      expect(codeOf(refused)).toBe('INTEGRATION_INVALID');
      expect(refused.ok ? [] : refused.error.problems?.map((problem) => [problem.code, problem.path])).toContainEqual([
        'URL_CREDENTIALS',
        'requestUrl',
      ]);
      expect(toFile(unwrap(await client.integrations.get({ id: integration.id })))).toEqual(toFile(integration));
    });

    test('carries text of every kind unchanged', async () => {
      const { client } = await open();
      const integration = await findIntegration(client);
      const name = 'Zoë’s “hook” \u2028 \u0000 \\ </script> 漢字 🐙 $ {x} %00 \' " `';
      const saved = unwrap(
        await client.integrations.save({ id: integration.id, integration: { ...toFile(integration), name } }),
      );
      expect(saved.record.name).toBe(name);
      expect(unwrap(await client.integrations.get({ id: integration.id })).name).toBe(name);
    });

    test('takes secrets in and gives none back, whatever is done with them', async () => {
      const { client, received } = await open();
      unwrap(await client.vault.create({ passphrase: 'a long passphrase for the test' }));
      const origin = 'https://crm.example.com';
      unwrap(await client.vault.set({ name: 'crm-acme', value: plantedSecret, kind: 'endpoint', origins: [origin] }));
      unwrap(await client.vault.list({}));
      const integration = await findIntegration(client);
      const authentication = { type: 'basic' as const, username: 'acme', password: plantedSecret };
      unwrap(
        await client.integrations.save({ id: integration.id, integration: { ...toFile(integration), authentication } }),
      );
      unwrap(await client.integrations.get({ id: integration.id }));

      unwrap(await client.bench.start({}));
      const file = fileIntegration({
        authentication: { type: 'token', token: { secret: 'crm-acme' } },
        headers: [{ name: 'X-Key', value: { secret: 'crm-acme' } }],
      });
      const sent = unwrap(
        await client.dispatch.send({
          integration: { file },
          event: { sample: 'inbound-call-answered' },
          to: { receiver: true },
          withAuth: true,
        }),
      );
      expect(await waitForOutcome(client, sent.deliveryId)).toMatchObject({ outcome: 'delivered' });
      const detail = unwrap(await client.dispatch.delivery({ id: sent.deliveryId }));
      expect(detail.request.headers).toContainEqual(['Authorization', 'Bearer ••••••']);
      const [capture] = unwrap(await client.bench.captures({}));
      expect(capture?.headers.some(([name, value]) => name === 'X-Key' && value.includes('crm-acme'))).toBe(true);

      const traffic = JSON.stringify(received);
      const forms = [
        plantedSecret,
        JSON.stringify(plantedSecret).slice(1, -1),
        JSON.stringify(JSON.stringify(plantedSecret).slice(1, -1)).slice(1, -1),
        Buffer.from(plantedSecret).toString('base64'),
        Buffer.from(`acme:${plantedSecret}`).toString('base64'),
        encodeURIComponent(plantedSecret),
      ];
      expect(forms.filter((form) => traffic.includes(form))).toEqual([]);
    });

    test('refuses to send a sandbox integration anywhere but to the receiver', async () => {
      const { client } = await open();
      const integration = await findIntegration(client);
      const intent = { integration: { id: integration.id }, event: { sample: integration.triggerEvent } };
      expect(codeOf(await client.dispatch.send(intent))).toBe('SANDBOX_NEEDS_RECEIVER');
      unwrap(await client.bench.start({}));
      const elsewhere = { ...intent, to: { url: 'https://crm.example.com/' } };
      expect(codeOf(await client.dispatch.send(elsewhere))).toBe('SANDBOX_TARGET');
      expect(unwrap(await client.dispatch.deliveries({})).total).toBe(0);
    });

    test('tells of every change, whoever made it', async () => {
      const { client } = await open();
      const revisions: number[] = [];
      const logged: string[] = [];
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      const ends = [
        client.integrations.watch({}, (event) => {
          if (event.type === 'changed') revisions.push(event.revision);
        }),
        client.dispatch.watchLog({}, (event) => {
          if (event.type === 'failed') return;
          logged.push(...event.deliveries.map(({ outcome }) => outcome));
          if (logged.some((outcome) => outcome !== 'pending')) resolve();
        }),
      ];
      const integration = await findIntegration(client);
      unwrap(await client.integrations.setEnabled({ id: integration.id, enabled: false }));
      unwrap(await client.tenants.setApplications({ serviceUuid: integration.serviceUuid ?? '', enabled: false }));
      unwrap(await client.bench.start({}));
      unwrap(
        await client.dispatch.send({
          integration: { id: integration.id },
          event: { sample: integration.triggerEvent },
        }),
      );
      await ended;
      expect(revisions).toEqual([0, 1, 2]);
      expect(logged.at(-1)).toBe('delivered');
      for (const end of ends) end();
    });

    test('ends a stream when it is asked to', async () => {
      const { client } = await open();
      const statuses: boolean[] = [];
      const started = new Promise<void>((resolve) => {
        const end = client.bench.watch({}, (event) => {
          if (event.type !== 'status') return;
          statuses.push(event.status.isRunning);
          if (!event.status.isRunning) return;
          end();
          resolve();
        });
      });
      unwrap(await client.bench.status({}));
      unwrap(await client.bench.start({}));
      await started;
      unwrap(await client.bench.stop({}));
      expect(statuses).toEqual([false, true]);
    });
  });
}
