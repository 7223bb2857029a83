// What the crash suite asks a host to do while it may die: sends to endpoints of every behaviour, events of the sandbox, a replay job, and
// what people do with dead letters. What a host that is still alive acknowledged is noted as accepted; what a dying one did not is not.
import type { Integration } from '../../shared/request/integration.ts';
import { type Host, HostGone } from './processes.ts';
import { plantedPlain, secretName, unwrap, type World } from './world.ts';

const numbers = ['0491570006', '0491570156', '0491570157', '0491570158', '0491570159', '0491570110', '0491570313'];
let lastCall = 0;

function makeEvent(world: World) {
  lastCall += 1;
  return {
    trigger: 'inbound-call-answered',
    occurredAt: '2026-11-23T10:41:07+11:00',
    timeZone: 'Australia/Sydney',
    values: { 'source-number': world.chance.pick(numbers), 'call-uuid': `call-${lastCall}` },
  };
}

type Credential = 'none' | 'vault' | 'plain';

function makeIntegration(requestUrl: string, credential: Credential): Integration {
  const token = credential === 'vault' ? { secret: secretName } : plantedPlain;
  return {
    ...{ name: 'CRM screen-pop', type: 'webhook', scope: 'service', requestUrl, method: 'POST', format: 'JSON' },
    ...{ pathArguments: '', triggerServiceType: 'myCloudPBX', triggerEvent: 'inbound-call-answered' },
    ...{ enabled: true, silentMode: false, headers: [] },
    authentication: credential === 'none' ? { type: 'none' } : { type: 'token', token },
    fieldValues: [
      { key: 'from', field: 'source-number' },
      { key: 'call', field: 'call-uuid' },
    ],
  };
}

/** Answers what `act` answers; undefined when the host died under it. */
async function unlessGone<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof HostGone) return undefined;
    throw cause;
  }
}

export interface SendOptions {
  readonly path: string;
  readonly count: number;
  readonly credential?: Credential;
}

/** `mayRefuse`: codes that are an answer too, in scenarios that are about them. Resolves with how many were accepted. */
export async function send(world: World, host: Host, options: SendOptions & { mayRefuse?: RegExp }): Promise<number> {
  const { path, count, credential = 'none', mayRefuse } = options;
  const integration = { file: makeIntegration(world.urlOf(path), credential) };
  const sends = Array.from({ length: count }, async () => {
    const answer = await unlessGone(() =>
      host.client.dispatch.send({
        ...{ integration, event: { event: makeEvent(world) }, isRetried: true, allowTargets: ['loopback'] },
      }),
    );
    if (answer === undefined) return false;
    if (!answer.ok && mayRefuse?.test(answer.error.code)) return false;
    world.accepted.add(unwrap(answer).deliveryId);
    return true;
  });
  return (await Promise.all(sends)).filter(Boolean).length;
}

async function setFifo(world: World, host: Host, path: string): Promise<void> {
  const endpoint = world.urlOf(path);
  await unlessGone(async () =>
    unwrap(await host.client.dispatch.setPolicy({ endpoint, patch: { set: { fifo: true } } })),
  );
}

/** Some of everything, all at once. */
export async function sendMixed(world: World, host: Host, count: number): Promise<void> {
  const share = Math.max(1, Math.ceil(count / 8));
  await setFifo(world, host, 'fails-1/fifo');
  await Promise.all([
    send(world, host, { path: 'ok/a', count: share * 2 }),
    send(world, host, { path: 'ok/b?src=pbx', count: share, credential: 'vault' }),
    send(world, host, { path: 'ok/plain', count: 1, credential: 'plain' }),
    send(world, host, { path: 'fails-2/a', count: share }),
    send(world, host, { path: 'resets-1/a', count: share }),
    send(world, host, { path: 'slow-120/a', count: share }),
    send(world, host, { path: 'fails-1/fifo', count: share }),
  ]);
}

/** One call with many events: all of them are accepted or none. They go to the receiver of the host itself. */
export async function acceptEvents(world: World, host: Host, events: number): Promise<void> {
  await unlessGone(async () => {
    const { client } = host;
    const { isRunning } = unwrap(await client.bench.status({}));
    if (!isRunning) unwrap(await client.bench.start({ port: 0 }));
    const query = 'event:inbound-call-answered enabled:true';
    const { items } = unwrap(await client.integrations.list({ query, limit: 5 }));
    const [place] = items.filter(({ serviceUuid }) => serviceUuid !== null);
    if (place?.serviceUuid == null) throw new Error('The sandbox has no integration of a PBX to accept events for.');
    const { serviceUuid } = place;
    const many = Array.from({ length: events }, () => ({ serviceUuid, event: makeEvent(world) }));
    const { deliveryIds } = unwrap(await client.dispatch.accept({ events: many }));
    for (const id of deliveryIds.flat()) world.accepted.add(id);
  });
}

/** An endpoint that fails until it is healed, with a breaker that opens. */
export async function openBreaker(world: World, host: Host, name: string): Promise<void> {
  const path = `down/${name}`;
  const endpoint = world.urlOf(path);
  await unlessGone(async () => {
    unwrap(await host.client.dispatch.setPolicy({ endpoint, patch: { set: { breaker: true } } }));
    await send(world, host, { path, count: 14 });
  });
}

/** A job over some of what is delivered or dead. What has no more than one attempt under way is enough for it. */
export async function replaySome(host: Host, count: number): Promise<void> {
  await unlessGone(async () => {
    const { client } = host;
    const { items } = unwrap(await client.dispatch.deliveries({ query: 'outcome:delivered', limit: 100 }));
    const ids = items.filter(({ tenantSet }) => tenantSet === null).map(({ id }) => id);
    if (ids.length === 0) return;
    const plan = unwrap(await client.dispatch.planReplay({ selection: { ids: ids.slice(0, count) } }));
    const { planId } = plan;
    unwrap(await client.dispatch.startReplay({ planId, ratePerSecond: 200, stopAfter: 0 }));
  });
}

/** Dead letters are requeued, discarded and taken back; some that wait are cancelled. */
export async function tidyDeadLetters(host: Host): Promise<void> {
  await unlessGone(async () => {
    const { client } = host;
    const { items } = unwrap(await client.dispatch.deliveries({ query: 'outcome:dead', limit: 20 }));
    const ids = items.map(({ id }) => id);
    if (ids.length === 0) return;
    const discarded = unwrap(await client.dispatch.discard({ ids }));
    if (discarded.ids.length > 0) unwrap(await client.dispatch.restore({ ids: discarded.ids }));
    unwrap(await client.dispatch.requeue({ ids: ids.slice(0, 5) }));
  });
}
