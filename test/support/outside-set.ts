// A tenant set with other systems than the sandbox's behind it. No connector makes one yet, so its row is changed while nobody has the
// data folder open.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { toFile } from './integration-file.ts';
import { openTestEngine, type TestClient, unwrap } from './open-test-engine.ts';

export interface OutsideIntegration {
  readonly id: string;
  readonly serviceUuid: string;
  /** A line of `events accept` that it alone wants. */
  readonly eventLine: (occurredAt?: string) => string;
}

/** Makes the data folder, its set outside of the sandbox, and one integration in it that goes to `requestUrl`. */
export async function makeOutsideIntegration(
  folder: string,
  { requestUrl, isLive = false }: { requestUrl: string; isLive?: boolean },
): Promise<OutsideIntegration> {
  const { client, engine } = await openTestEngine(folder);
  const found = await findLoneIntegration(client);
  const { id, serviceUuid } = found;
  const integration = { ...toFile(found), requestUrl, pathArguments: '', authentication: { type: 'none' as const } };
  unwrap(await client.integrations.save({ id, integration }));
  await engine.close();
  const database = new DatabaseSync(join(folder, 'switchhook.db'));
  database.prepare("UPDATE tenant_set SET connector = 'elsewhere', live = ?").run(Number(isLive));
  database.close();
  const eventLine = (occurredAt = '2026-11-23T10:41:07+11:00') => {
    const values = { 'source-number': '0491570156' };
    return `${JSON.stringify({ serviceUuid, event: { trigger: 'inbound-call-answered', occurredAt, values } })}\n`;
  };
  return { id, serviceUuid, eventLine };
}

/** The only one of its PBX that answered calls go to. */
async function findLoneIntegration(client: TestClient) {
  const query = 'event:inbound-call-answered enabled:true scope:service';
  const { items } = unwrap(await client.integrations.list({ query, limit: 500 }));
  const perPbx = Map.groupBy(items, ({ serviceUuid }) => serviceUuid);
  for (const [serviceUuid, [found, ...more]] of perPbx) {
    if (serviceUuid !== null && found !== undefined && more.length === 0) return { ...found, serviceUuid };
  }
  throw new Error('The sandbox has no PBX with one such integration.');
}
