// A dispatch on a real database in a folder of its own, with the smallest surroundings it can have.
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type * as z from 'zod';
import { type Bench, createBench } from '../../../electron/engine/bench/bench.ts';
import type { Database } from '../../../electron/engine/database/database.ts';
import { openDatabase } from '../../../electron/engine/database/open-database.ts';
import {
  createDispatch,
  type Dispatch,
  type DispatchPorts,
  mintId,
  type SendPlace,
} from '../../../electron/engine/dispatch/dispatch.ts';
import { createJobs, type Jobs } from '../../../electron/engine/jobs/jobs.ts';
import { createJournal } from '../../../electron/engine/journal/journal.ts';
import type { Clock, Random } from '../../../electron/engine/ports.ts';
import { createRedactor } from '../../../electron/engine/vault/redactor.ts';
import { benchContract } from '../../../shared/bench/contract.ts';
import { dispatchContract } from '../../../shared/dispatch/contract.ts';
import { type DeliveryDetail, deliveryDetailSchema } from '../../../shared/dispatch/delivery.ts';
import { integrationsErrors } from '../../../shared/integrations/errors.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { IntegrationId, JobId, TenantSetId } from '../../../shared/kernel/ids.ts';
import { Secret } from '../../../shared/kernel/secret.ts';
import type { Integration } from '../../../shared/request/integration.ts';
import { tenantsErrors } from '../../../shared/tenants/errors.ts';
import { vaultErrors } from '../../../shared/vault/errors.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { startRawServer } from '../../support/raw-server.ts';

const realClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, act) => {
    const timer = setTimeout(act, delayMs);
    return () => clearTimeout(timer);
  },
};

const random: Random = { bytes: (count) => randomBytes(count), unit: () => 0.5 };

export interface HeldSecret {
  readonly value: string;
  readonly origins: readonly string[];
}

export interface Surroundings {
  readonly folder: string;
  readonly secrets: Map<string, HeldSecret>;
  readonly places: Map<string, SendPlace>;
  readonly logged: string[];
  isVaultLocked: boolean;
  lookup: DispatchPorts['lookup'];
  proxyFor: DispatchPorts['proxyFor'];
  controlPorts: number[];
  clock: Clock;
  isLive: boolean;
  /** Accepts, and claims nothing. */
  isStarted: boolean;
  crashPoint: DispatchPorts['crashPoint'];
}

export interface TestDispatch extends Surroundings {
  readonly database: Database;
  readonly dispatch: Dispatch;
  readonly bench: Bench;
  readonly jobs: Jobs;
  /** What a crash at this moment would leave: the files as they are, and everything around them. */
  readonly crash: () => Surroundings;
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-dispatch-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function makeSurroundings(folder = makeFolder()): Surroundings {
  return {
    folder,
    secrets: new Map(),
    places: new Map(),
    logged: [],
    isVaultLocked: false,
    lookup: async () => [],
    proxyFor: () => null,
    controlPorts: [],
    clock: realClock,
    isLive: false,
    isStarted: true,
    crashPoint: undefined,
  };
}

/** For what happens by the clock: nothing but `pass` makes time go by. */
export function openOnHandClock(folder = makeFolder()): TestDispatch & { readonly clock: HandClock } {
  // The group commit goes by itself.
  const clock = new HandClock(Date.parse('2026-11-26T09:00:00Z'), { realBelowMs: 20 });
  return Object.assign(openTestDispatch({ folder, clock }), { clock });
}

export function openTestDispatch(change: Partial<Surroundings> = {}): TestDispatch {
  const around: Surroundings = { ...makeSurroundings(change.folder), ...change };
  const matched = new WeakMap<SendPlace, { id: IntegrationId; isSandbox: boolean }>();
  const matchOf = (place: SendPlace) => {
    const known = matched.get(place) ?? { id: place.record.id, isSandbox: place.isSandbox };
    matched.set(place, known);
    return known;
  };
  const database = openDatabase(join(around.folder, 'switchhook.db'));
  const journal = createJournal({ database, clock: around.clock, actor: 'tester' });
  const hmacKey = randomBytes(32);
  let dispatch: Dispatch | undefined;
  const redactor = () => {
    const held = [...around.secrets].map(([name, { value }]) => ({ name, value: new Secret(value) }));
    return createRedactor([...held, ...(dispatch?.transientSecrets() ?? [])], { hmacKey });
  };
  const shared = {
    database,
    journal,
    clock: around.clock,
    random,
    log: (_level: string, message: string) => void around.logged.push(message),
    redactor: {
      redactText: (text: string) => redactor().redactText(text),
      redactBytes: (bytes: Uint8Array) => redactor().redactBytes(bytes),
      redactBeginning: (bytes: Uint8Array) => redactor().redactBeginning(bytes),
    },
  };
  const jobs = createJobs({
    ...shared,
    actor: 'tester',
    mintId: () => mintId('job', { clock: around.clock, random }) as JobId,
  });
  const bench = createBench({
    ...shared,
    readReceiverPort: () => 0,
    findTrigger: (id) => around.places.get(id)?.record.triggerEvent ?? null,
    isOwnDelivery: (id) => dispatch?.isOwnDelivery(id) ?? false,
  });
  dispatch = createDispatch({
    ...shared,
    jobs,
    lookup: (name) => around.lookup(name),
    proxyFor: (origin) => around.proxyFor(origin),
    crashPoint: around.crashPoint,
    version: '1.2.3',
    readAttemptDeadline: () => 5_000,
    readRetention: () => ({ days: 0, gib: 0 }),
    resolveSecret: (name, url) => resolveSecret(around, name, url),
    getIntegrationForSend: (id) => {
      const place = around.places.get(id);
      if (place === undefined) throw integrationsErrors.fail('INTEGRATION_UNKNOWN', { id });
      return place;
    },
    findTenantSet: (name) => {
      if (name !== 'sandbox') throw tenantsErrors.fail('TENANT_SET_UNKNOWN', { name, known: ['sandbox'] });
      return name as TenantSetId;
    },
    findSendSet: () => ({
      id: 'sandbox' as TenantSetId,
      name: 'Sandbox',
      live: around.isLive,
      isSandbox: !around.isLive,
    }),
    matchEvent: ({ serviceUuid, accountId, trigger }) => {
      const of = [...around.places.values()].filter(
        ({ record }) => record.serviceUuid === serviceUuid || record.accountId === accountId,
      );
      if (of.length === 0) return null;
      const firing = of.filter(({ record }) => record.enabled && record.triggerEvent === trigger);
      return { integrations: firing.map(matchOf) };
    },
    receiver: bench,
    isControlPort: (port) => around.controlPorts.includes(port),
  });
  const opened = dispatch;
  onTestFinished(async () => {
    jobs.close();
    await opened.close();
    await bench.close();
    database.close();
  });
  const crash = () => {
    const left = { ...around, folder: makeFolder() };
    cpSync(around.folder, left.folder, { recursive: true });
    return left;
  };
  if (around.isStarted) opened.start();
  jobs.start();
  // One object, so that a test can change the surroundings of what runs.
  return Object.assign(around, { database, dispatch: opened, bench, jobs, crash });
}

function resolveSecret(around: Surroundings, name: string, url: string | null): Secret {
  if (around.isVaultLocked) throw vaultErrors.fail('VAULT_LOCKED');
  const held = around.secrets.get(name);
  if (held === undefined) throw vaultErrors.fail('SECRET_UNKNOWN_NAME', { name });
  const origin = url === null ? null : new URL(url).origin;
  if (origin !== null && !held.origins.includes(origin)) throw vaultErrors.fail('SECRET_ORIGIN', { name, origin });
  return new Secret(held.value);
}

export function makeIntegration(change: Partial<Integration> = {}): Integration {
  return {
    name: 'CRM screen-pop',
    type: 'webhook',
    scope: 'service',
    requestUrl: 'https://crm.example.com/hook?src=pbx',
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
    ...change,
  };
}

export function makePlace(id: string, change: Partial<Integration> = {}): SendPlace {
  const tenantSet = {
    id: 'sandbox',
    name: 'Sandbox',
    connector: 'sandbox',
    live: false,
    colour: 1,
    dialect: {},
    allowTargets: [],
  };
  const record = {
    ...makeIntegration(change),
    id,
    tenantSet: 'sandbox',
    accountId: 'acc_1',
    accountName: 'Acme Dental',
    serviceUuid: '6f1c2f0a-3b7d-4f57-9a51-2d0c8b6e4a13',
    serviceName: 'gen_acme',
    friendlyName: 'Head Office',
    timeZone: 'Australia/Sydney',
    applicationsEnabled: true,
    revision: 1,
    updatedAt: '2026-11-23T00:00:00.000Z',
    hasDraft: false,
  };
  return { record, tenantSet: { ...tenantSet, generation: 1 }, isSandbox: true } as unknown as SendPlace;
}

/** Of a tenant set that is no sandbox: it is sent to its own URL. */
export function makeRealPlace(id: string, change: Partial<Integration> = {}): SendPlace {
  const { record, tenantSet } = makePlace(id, change);
  return {
    record,
    tenantSet: { ...tenantSet, connector: 'portal', allowTargets: ['loopback'] },
    isSandbox: false,
  } as never;
}

export const answeredCall = {
  trigger: 'inbound-call-answered',
  occurredAt: '2026-11-26T09:00:00Z',
  timeZone: 'Australia/Sydney',
  values: { 'source-number': '0491570006' },
};

type AcceptInput = z.input<typeof dispatchContract.accept.input>;

/** So many calls on the PBX of `makePlace`; answers the ids. They are on the disk, and may be under way. */
export async function acceptCalls(
  on: TestDispatch,
  count: number,
  input: Partial<AcceptInput> = {},
): Promise<string[]> {
  const { serviceUuid = '' } = makePlace('int_1').record as { serviceUuid?: string };
  const events = Array.from({ length: count }, () => ({ serviceUuid, event: answeredCall }));
  const { deliveryIds } = await on.dispatch.handlers.accept(dispatchContract.accept.input.parse({ events, ...input }));
  return deliveryIds.flat();
}

export async function setPolicy(on: TestDispatch, set: Record<string, unknown>, endpoint?: string): Promise<void> {
  const input = { tenantSet: 'sandbox', patch: { set }, ...(endpoint === undefined ? {} : { endpoint }) };
  await on.dispatch.handlers.setPolicy(dispatchContract.setPolicy.input.parse(input));
}

type SendInput = z.input<typeof dispatchContract.send.input>;
type ReplayInput = z.input<typeof dispatchContract.replay.input>;

/** Through the contract's schema, as every call comes. It is on the disk, and may be under way. */
export async function sendOnly(on: TestDispatch, input: Partial<SendInput> = {}): Promise<string> {
  const full = { integration: { file: makeIntegration() }, event: { sample: 'inbound-call-answered' }, ...input };
  const { deliveryId } = await on.dispatch.handlers.send(dispatchContract.send.input.parse(full));
  return deliveryId;
}

/** As it stands when nothing that can be sent is left. Parsed as the client does: what does not fit the contract is found here. */
export async function show(on: TestDispatch, id: string): Promise<DeliveryDetail> {
  await on.dispatch.drain();
  return deliveryDetailSchema.parse(await on.dispatch.handlers.delivery({ id }));
}

export async function send(on: TestDispatch, input: Partial<SendInput> = {}): Promise<DeliveryDetail> {
  return show(on, await sendOnly(on, input));
}

export async function sendFile(on: TestDispatch, change: Partial<Integration>, input: Partial<SendInput> = {}) {
  return send(on, { integration: { file: makeIntegration(change) }, allowTargets: ['loopback'], ...input });
}

export async function replay(on: TestDispatch, input: ReplayInput): Promise<DeliveryDetail> {
  const { deliveryId } = await on.dispatch.handlers.replay(dispatchContract.replay.input.parse(input));
  return show(on, deliveryId);
}

export async function startBench(on: TestDispatch, input: z.input<typeof benchContract.start.input> = {}) {
  return on.bench.handlers.start(benchContract.start.input.parse(input));
}

export async function codeOf(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (cause) {
    if (cause instanceof Failure) return cause.error.code;
    throw cause;
  }
  return 'no failure';
}

/** Of the vault, as `crm-acme`. */
export const heldSecret = 'tok-4f9c2b7e11';
export const byToken: Partial<Integration> = { authentication: { type: 'token', token: { secret: 'crm-acme' } } };
export const byHeader: Partial<Integration> = { headers: [{ name: 'X-Key', value: { secret: 'crm-acme' } }] };

/** A dispatch and an endpoint that answers 200, to which the secret is bound. */
export async function openWithServer() {
  const server = await startRawServer();
  onTestFinished(server.close);
  const on = openTestDispatch();
  on.secrets.set('crm-acme', { value: heldSecret, origins: [server.origin] });
  const headersOf = (at = -1) => (server.requests().at(at) ?? '').split('\r\n\r\n')[0] ?? '';
  return { server, on, headersOf };
}
