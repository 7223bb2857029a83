// A tenant set with other systems than the sandbox's behind it. No connector makes one yet, so its row is changed while nobody has the
// data folder open.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readJson, runCli } from './run-cli.ts';

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
  const query = 'event:inbound-call-answered enabled:true scope:service';
  const list = await runCli(['integrations', 'list', '--query', query, '--limit', '500', '--json'], { folder });
  const { items } = readJson<{ items: { id: string; serviceUuid: string | null }[] }>(list);
  const perPbx = Map.groupBy(items, ({ serviceUuid }) => serviceUuid);
  const [found] = [...perPbx].find(([uuid, some]) => uuid !== null && some.length === 1)?.[1] ?? [];
  if (found === undefined || found.serviceUuid === null)
    throw new Error('The sandbox has no PBX with one such integration.');
  const { id, serviceUuid } = found;
  const set = ['requestUrl', 'pathArguments'].flatMap((name) => [
    '--set',
    `${name}=${name === 'requestUrl' ? requestUrl : ''}`,
  ]);
  const edited = await runCli(['integrations', 'edit', id, ...set, '--set', 'authentication={"type":"none"}'], {
    folder,
  });
  if (edited.code !== 0) throw new Error(edited.stderr);
  const database = new DatabaseSync(join(folder, 'switchhook.db'));
  database.prepare("UPDATE tenant_set SET connector = 'elsewhere', live = ?").run(Number(isLive));
  database.close();
  const eventLine = (occurredAt = '2026-11-23T10:41:07+11:00') => {
    const values = { 'source-number': '0491570156' };
    return `${JSON.stringify({ serviceUuid, event: { trigger: 'inbound-call-answered', occurredAt, values } })}\n`;
  };
  return { id, serviceUuid, eventLine };
}
