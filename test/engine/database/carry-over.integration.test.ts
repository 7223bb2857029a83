import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrations } from '../../../electron/engine/database/migrations.ts';
import { openDatabase } from '../../../electron/engine/database/open-database.ts';
import { deliveryDetailSchema } from '../../../shared/dispatch/delivery.ts';
import { startRawServer } from '../../support/raw-server.ts';
import { makeIntegration, makeSurroundings, openTestDispatch, show } from '../dispatch/dispatch-fixture.ts';

/** As 0003 kept it. */
function oldDelivery(change: Record<string, string | number | null>) {
  return {
    ...{ id: 'dlv_1', tenant_set: 'sandbox', is_sandbox: 0, integration_id: 'int_1', integration_name: 'Ünïcode CRM' },
    ...{ account_id: 'acc_1', account_name: 'Acme', service_uuid: 'uuid', pbx_name: 'Head Office' },
    ...{ trigger_event: 'inbound-call-answered', accepted_ms: 1_764_000_000_000, outcome: 'delivered' },
    ...{
      result: 'delivered',
      status: 200,
      error_code: null,
      error_message: null,
      started_count: 1,
      next_kind: 'retry',
    },
    ...{ duration_ms: 12.5, method: 'POST', url: 'https://crm.example.com/hook?src=pbx', target: '{"kind":"own"}' },
    ...{ original_url: null, replay_of: null, with_auth: 0, deadline_ms: 5_000, allow_targets: '["loopback"]' },
    ...{ headers: '[["Content-Type","application/json"]]', body: '{"from":"0491570006"}', assumptions: '[]' },
    event: JSON.stringify({ trigger: 'inbound-call-answered', occurredAt: 'x', timeZone: 'y', values: {} }),
    ...{ integration: JSON.stringify(makeIntegration()), dialect: '{}' },
    ...change,
  };
}

it('brings deliveries and attempts of before over, with their counts, and sends what was pending', async () => {
  const server = await startRawServer();
  const around = makeSurroundings();
  const path = join(around.folder, 'switchhook.db');
  const old = openDatabase(path, migrations.slice(0, 4));
  const rows = [
    oldDelivery({}),
    oldDelivery({ id: 'dlv_2', outcome: 'dead', result: 'failing', status: 500, replay_of: 'dlv_1' }),
    oldDelivery({
      ...{ id: 'dlv_3', outcome: 'pending', result: null, status: null, started_count: 0, next_kind: 'first' },
      ...{ integration_id: null, tenant_set: null, url: `${server.origin}/hook` },
    }),
  ];
  for (const row of rows) {
    const names = Object.keys(row);
    const sql = `INSERT INTO deliveries (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    old.run(sql, ...(Object.values(row) as (string | number | null)[]));
  }
  old.run(`INSERT INTO attempts VALUES (1, 1, 'first', 1764000000000, 'delivered', 200, NULL, NULL,
    '{"dnsMs":null,"connectMs":1,"tlsMs":null,"firstByteMs":2,"totalMs":12.5}', '[]', '[["a","b"]]', x'6869', 0)`);
  old.close();

  const on = openTestDispatch(around);
  const detail = async (id: string) => deliveryDetailSchema.parse(await on.dispatch.handlers.delivery({ id }));
  expect(await detail('dlv_1')).toMatchObject({
    ...{ outcome: 'delivered', endpoint: 'https://crm.example.com/hook', isRetried: false, attemptCount: 1 },
    ...{ url: 'https://crm.example.com/hook?src=pbx', integrationName: 'Ünïcode CRM', waitsFor: null },
    attempts: [{ number: 1, durationMs: 12.5, response: { bodyBase64: 'aGk=', headers: [['a', 'b']] } }],
  });
  expect(await detail('dlv_2')).toMatchObject({ outcome: 'dead', replayOf: 'dlv_1' });
  expect(await show(on, 'dlv_3')).toMatchObject({ outcome: 'delivered', integrationId: null });
  expect(server.requests()).toHaveLength(1);
  const found = await on.dispatch.handlers.deliveries({ query: 'ÜNÏCODE outcome:dead', limit: 10 });
  expect(found.items.map(({ id }) => id)).toEqual(['dlv_2']);
  const totals = on.database.all("SELECT stand, n FROM delivery_totals WHERE scope = 'all' AND n <> 0 ORDER BY stand");
  expect(totals).toEqual([
    { stand: 'accepted', n: 3 },
    { stand: 'dead failing', n: 1 },
    { stand: 'delivered delivered', n: 2 },
    { stand: 'replays', n: 1 },
  ]);
  expect(
    on.database.all("SELECT name FROM sqlite_schema WHERE name LIKE 'queue_%' OR name = 'deliveries_by_set'"),
  ).toEqual([]);
  expect(on.database.all('PRAGMA foreign_key_check')).toEqual([]);
  await server.close();
});
