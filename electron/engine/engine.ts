// The composition root: the only place that knows every slice. It fills each slice's ports and serves the contract.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commonErrors } from '../../shared/contract/common-errors.ts';
import type { Transport } from '../../shared/contract/contract.ts';
import { openErrors } from '../../shared/contract/open-errors.ts';
import { serve } from '../../shared/contract/serve.ts';
import { contracts } from '../../shared/contracts.ts';
import type { JobId } from '../../shared/kernel/ids.ts';
import { Secret } from '../../shared/kernel/secret.ts';
import { type Bench, createBench } from './bench/bench.ts';
import type { Database } from './database/database.ts';
import { translateFileFailure } from './database/file-failure.ts';
import { openDatabase } from './database/open-database.ts';
import {
  createDispatch,
  type Dispatch,
  type DispatchCounts,
  isTargetRule,
  mintId,
  type RecountOptions,
} from './dispatch/dispatch.ts';
import { createIntegrations, type Integrations } from './integrations/integrations.ts';
import type { SecretStore } from './integrations/integrations-ports.ts';
import { createJobs, type Jobs } from './jobs/jobs.ts';
import { createJournal, type Journal } from './journal/journal.ts';
import { joinFolder, type OwnedEngine } from './owner/join-folder.ts';
import type { EnginePorts, Log } from './ports.ts';
import { openSettings, type SettingsStore } from './settings/settings.ts';
import { createTenants, type Tenants } from './tenants/tenants.ts';
import { type KnownSecret, openVault, type Redactor, type Vault } from './vault/vault.ts';

/** Acts of the host that never cross the contract: what they answer is for a terminal or the clipboard only. */
export interface HostActs {
  /** A vault secret in plain. `passphrase` opens the vault where it is locked here. Throws Failure of the vault. */
  revealSecret(input: { name: string; passphrase?: string }): Promise<string>;
  /** A new recovery key in its printed form. Throws Failure of the vault, OWNER_ONLY. */
  createRecoveryKey(input: { passphrase?: string }): Promise<string>;
  /** How many counters of the log are not what counting gives; with `isRebuilt` they are made right. Rejects with Failure OWNER_ONLY. */
  checkCounts(input: { isRebuilt: boolean } & RecountOptions): Promise<number>;
}

export type { DispatchCounts } from './dispatch/dispatch.ts';

export interface Engine extends OwnedEngine {
  readonly vault: Vault;
  stopSending(): void;
  readCounts(): DispatchCounts;
  readonly checkCounts: Dispatch['checkCounts'];
}

export interface OpenEngine {
  /** `client`: another process owns the data folder and does the work. It may change when that process ends. */
  role(): 'owner' | 'client';
  readonly transport: Transport;
  readonly host: HostActs;
  /** What this process has sent since it became the owner; null: it is not. */
  counts(): DispatchCounts | null;
  /** For an end that must come soon: the owner begins no further attempt and no further item of a job. `close` then waits for what is under way only. */
  stopSending(): void;
  /** The owner lets what is being sent end, and its clients finish; a client just leaves. */
  close(): Promise<void>;
}

const databaseName = 'switchhook.db';
const vaultName = 'vault.json';

/**
 * Opens the data folder: becomes its owner, or works through the owner when another process has it.
 * Throws Failure: STORAGE_READ_ONLY, STORAGE_FULL, STORAGE_DAMAGED, DATABASE_NEWER, DATABASE_FOREIGN, OWNER_UNREACHABLE, OWNER_DIFFERS.
 */
export async function openEngine(ports: EnginePorts): Promise<OpenEngine> {
  const folder = ports.paths.data;
  makeDataFolder(folder);
  const joined = await joinFolder<Engine>({
    dataFolder: folder,
    version: ports.capabilities.version,
    clock: ports.clock,
    random: ports.random,
    createEngine: () => createEngine(ports),
  });
  return {
    role: joined.role,
    transport: joined.transport,
    host: {
      ...hostActs(ports, () => joined.engine()?.vault ?? null),
      checkCounts: async ({ isRebuilt, ...options }) => {
        const engine = joined.engine();
        if (engine === null) throw openErrors.fail('OWNER_ONLY');
        return engine.checkCounts(isRebuilt, options);
      },
    },
    counts: () => joined.engine()?.readCounts() ?? null,
    stopSending: () => joined.engine()?.stopSending(),
    close: joined.close,
  };
}

function makeDataFolder(folder: string): void {
  try {
    // Not `recursive`: where the system refuses with "no such file", as in /proc, Node tries again for ever.
    for (const missing of listMissingFolders(folder)) mkdirSync(missing, { mode: 0o700 });
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ENOENT') throw commonErrors.fail('STORAGE_READ_ONLY', { path: folder });
    throw translateFileFailure(cause, folder);
  }
}

/** Outermost first. */
function listMissingFolders(folder: string): string[] {
  return existsSync(folder) ? [] : [...listMissingFolders(dirname(folder)), folder];
}

function hostActs(ports: EnginePorts, ownVault: () => Vault | null): Omit<HostActs, 'checkCounts'> {
  const unlock = async (vault: Vault, passphrase: string | undefined) => {
    if (passphrase !== undefined) await vault.handlers.unlock({ passphrase });
  };
  return {
    revealSecret: async ({ name, passphrase }) => {
      const owned = ownVault();
      // Another process owns the folder: the file is read here, and only read, so that the value crosses no socket.
      const vault = owned ?? (await openVaultOf(ports, null));
      try {
        await unlock(vault, passphrase);
        return vault.reveal(name).reveal();
      } finally {
        if (owned === null) await vault.close();
      }
    },
    createRecoveryKey: async ({ passphrase }) => {
      const vault = ownVault();
      if (vault === null) throw openErrors.fail('OWNER_ONLY');
      await unlock(vault, passphrase);
      return vault.createRecoveryKey();
    },
  };
}

function openVaultOf(ports: EnginePorts, countUses: ((name: string) => number) | null): Promise<Vault> {
  const { clock, random, log } = ports;
  const filePath = join(ports.paths.data, vaultName);
  return openVault({ filePath, clock, random, log, keychain: ports.capabilities.keychain, countUses });
}

/** Every slice of an open engine. */
interface Slices {
  readonly settings: SettingsStore;
  readonly vault: Vault;
  readonly tenants: Tenants;
  readonly integrations: Integrations;
  readonly journal: Journal;
  readonly jobs: Jobs;
  readonly dispatch: Dispatch;
  readonly bench: Bench;
}

/** Runs the engine of a data folder that this process owns. Throws what opening the database, the settings and the sandbox can. */
async function createEngine(ports: EnginePorts): Promise<Engine> {
  // What has begun ends in the reverse order, whatever of it fails: when the engine is closed, and when it cannot go on beginning.
  const begun = new AsyncDisposableStack();
  try {
    const database = begun.adopt(openDatabase(join(ports.paths.data, databaseName)), (opened) => opened.close());
    const slices = await createSlices(ports, { database, begun });
    begun.defer(connectSlices(slices));
    slices.dispatch.start();
    slices.jobs.start();
    return {
      vault: slices.vault,
      transport: serveSlices(slices, ports),
      drain: slices.dispatch.drain,
      isIdle: slices.dispatch.isIdle,
      stopSending: () => {
        slices.jobs.close();
        slices.dispatch.stopSending();
      },
      readCounts: slices.dispatch.readCounts,
      checkCounts: slices.dispatch.checkCounts,
      close: () => begun.disposeAsync(),
    };
  } catch (cause) {
    await begun.disposeAsync().catch((left: unknown) => ports.log('error', 'Not all could be closed.', describe(left)));
    throw cause;
  }
}

/** What one slice's `close` needs of another is there until then: each is noted down after what it stands on. */
async function createSlices(
  ports: EnginePorts,
  { database, begun }: { database: Database; begun: AsyncDisposableStack },
): Promise<Slices> {
  const { clock, random, capabilities } = ports;
  // Two slices are reached from below before they are there: who uses a secret, and which secrets are on their way.
  const later: { integrations?: Integrations; dispatch?: Dispatch } = {};
  const settings = openSettings({ folder: ports.paths.data, clock });
  const vault = await openVaultOf(ports, (name) => later.integrations?.countSecretUses(name) ?? 0);
  begun.defer(() => vault.close());
  const redactor = liveRedactor(vault, () => later.dispatch?.transientSecrets() ?? []);
  const log = redactingLog(ports.log, redactor);
  const journal = createJournal({ database, clock, actor: capabilities.actor });
  const tenants = createTenants({ database, clock, onAct: journal.append, isTargetRule });
  begun.defer(() => tenants.close());
  const integrations = createIntegrations({
    ...{ database, clock, random, tenants },
    onAct: (act) => {
      journal.append(act);
      if (act.act === 'integration-deleted') later.dispatch?.cancelOf(act.subject);
    },
    vault: secretStoreOf(vault),
  });
  later.integrations = integrations;
  const bench = createBench({
    ...{ database, journal, clock, random, log, redactor },
    readReceiverPort: () => settings.current().receiverPort,
    findTrigger: (id) => integrations.findTrigger(id),
    isOwnDelivery: (id) => later.dispatch?.isOwnDelivery(id) ?? false,
  });
  begun.defer(() => bench.close());
  const jobs = createJobs({
    ...{ database, journal, clock, log, actor: capabilities.actor, passPoint: capabilities.crashPoint },
    mintId: () => mintId('job', { clock, random }) as JobId,
  });
  const dispatch = createDispatch({
    ...{ database, journal, jobs, clock, random, log, redactor },
    lookup: capabilities.lookup,
    proxyFor: capabilities.proxyFor ?? (() => null),
    crashPoint: capabilities.crashPoint,
    version: capabilities.version,
    readAttemptDeadline: () => settings.current().attemptDeadlineMs,
    readRetention: () => ({ days: settings.current().retentionDays, gib: settings.current().retentionGiB }),
    resolveSecret: (name, url) => (url === null ? vault.reveal(name) : vault.resolve(name, url)),
    getIntegrationForSend: (id) => {
      const place = integrations.getIntegrationForSend(id);
      return { ...place, isSandbox: place.tenantSet.connector === 'sandbox' };
    },
    findTenantSet: (name) => tenants.findSet(name).id,
    findSendSet: (name) => {
      const set = integrations.findSet(name);
      return { id: set.id, name: set.name, live: set.live, isSandbox: set.connector === 'sandbox' };
    },
    matchEvent: (of) => integrations.match(of),
    receiver: bench,
    // The owner's socket has no port; a host that listens on one names it.
    isControlPort: (port) => capabilities.controlPorts?.().includes(port) ?? false,
  });
  later.dispatch = dispatch;
  begun.defer(() => dispatch.close());
  // It begins nothing more; what it has under way ends with dispatch, and is looked up by the next process.
  begun.defer(() => jobs.close());
  integrations.onChange((id) => dispatch.integrationChanged(id));
  return { settings, vault, tenants, integrations, journal, jobs, dispatch, bench };
}

function secretStoreOf(vault: Vault): SecretStore {
  return {
    moveIn: async ({ nameBase, value, url }) => {
      const secret = { base: nameBase, value: new Secret(value), kind: 'endpoint', origins: [url] } as const;
      const [name = ''] = await vault.importSecrets([secret]);
      return name;
    },
  };
}

type LiveRedactor = Pick<Redactor, 'redactText' | 'redactBytes' | 'redactBeginning'>;

/** Knows at each use what the vault holds and what is being sent at that moment. */
function liveRedactor(vault: Vault, transient: () => readonly KnownSecret[]): LiveRedactor {
  return {
    redactText: (text) => vault.redactor(transient()).redactText(text),
    redactBytes: (bytes) => vault.redactor(transient()).redactBytes(bytes),
    redactBeginning: (bytes) => vault.redactor(transient()).redactBeginning(bytes),
  };
}

function redactingLog(log: Log, redactor: LiveRedactor): Log {
  return (level, message, fields) => {
    // Text by text: what stands for a secret, or a secret that looks like JSON, must not change what the line is made of.
    const redact = (_key: string, value: unknown) => (typeof value === 'string' ? redactor.redactText(value) : value);
    log(level, redactor.redactText(message), fields && JSON.parse(JSON.stringify(fields), redact));
  };
}

/** What one slice's change means for another. Returns the act of ending it. */
function connectSlices({ settings, vault, dispatch }: Slices): () => void {
  const applySettings = () => vault.lockAfter(settings.current().vaultIdleLockMinutes * 60_000);
  applySettings();
  const endSettings = settings.onChange(applySettings);
  const endVault = vault.handlers.watch({}, (event) => {
    if ('status' in event && event.status.unlocked) dispatch.wake();
  });
  return () => {
    endSettings();
    endVault();
  };
}

function serveSlices(slices: Slices, { random, log: plainLog }: EnginePorts): Transport {
  // What went wrong may quote what was given.
  const log = redactingLog(plainLog, liveRedactor(slices.vault, slices.dispatch.transientSecrets));
  const handlers = {
    settings: slices.settings.handlers,
    vault: slices.vault.handlers,
    tenants: slices.tenants.handlers,
    integrations: slices.integrations.handlers,
    journal: slices.journal.handlers,
    jobs: slices.jobs.handlers,
    dispatch: slices.dispatch.handlers,
    bench: slices.bench.handlers,
  };
  return serve(contracts, handlers, {
    onIncident: ({ channel, what, cause }) => {
      const incident = Buffer.from(random.bytes(6)).toString('hex');
      log('error', `${channel}: ${what}`, { incident, ...describe(cause) });
      return incident;
    },
  });
}

function describe(cause: unknown): { stack: string | undefined } {
  return { stack: cause instanceof Error ? cause.stack : String(cause) };
}
