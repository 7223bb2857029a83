// One data folder of the crash suite and everything that happens to it: hosts that open it one after the other, what they accepted, and the
// judgement at the end. It knows no scenario.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import { judge, judgeLeft, type Verdict } from './oracle.ts';
import { Host, HostGone, type HostOptions, type Sink } from './processes.ts';

/** What waits for nothing but its turn is done long before; a machine that is busy is given this. */
const drainWithinMs = 240_000;
const lookEveryMs = 50;

/** Letters and digits only, as `findTraces` wants them. */
const plantedSecret = 'Zq7Kp4Wm9Xt2Vb6Ns3Rd8Jf';
export const plantedPlain = 'Hy5Lc8Gu2Ea9Ti4Mo7Bv3Kx';
export const secretName = 'crash-suite';

export interface WorldParts {
  readonly sink: Sink;
  readonly chance: Chance;
  /** Where the data folder is, for scenarios that need a disk of their own. */
  readonly folder?: string;
}

let worlds = 0;

export class World {
  readonly sink: Sink;
  readonly chance: Chance;
  readonly folder: string;
  /** Begins the path of everything that is sent here. */
  readonly prefix: string;
  /** Of its vault. */
  readonly passphrase = 'a long passphrase for the crash suite';
  /** Acknowledged. */
  readonly accepted = new Set<string>();
  readonly #crashes = new Set<number>();
  readonly #broken: string[] = [];
  readonly #isOwnFolder: boolean;
  #isMade = false;

  constructor({ sink, chance, folder }: WorldParts) {
    worlds += 1;
    this.sink = sink;
    this.chance = chance;
    this.prefix = `/world-${worlds}/`;
    this.#isOwnFolder = folder === undefined;
    this.folder = folder ?? mkdtempSync(join(tmpdir(), 'switchhook-crash-'));
  }

  urlOf(path: string): string {
    return `${this.sink.origin}${this.prefix}${path}`;
  }

  /** What the scenario itself has to say. */
  break(sentence: string): void {
    this.#broken.push(sentence);
  }

  /** The next process on the folder. null: it died while it opened it. Throws HostRefused. */
  async open(options: Omit<HostOptions, 'folder'> = {}): Promise<Host | null> {
    await this.sink.nextEpoch();
    const host = await Host.start({ folder: this.folder, ...options });
    if (host === null) {
      this.crashed();
      return null;
    }
    try {
      await this.#prepare(host);
    } catch (cause) {
      if (!(cause instanceof HostGone)) throw cause;
      await this.died(host);
      return null;
    }
    return host;
  }

  /** The epoch that is running ends with a crash. */
  crashed(): void {
    this.#crashes.add(this.sink.epoch);
  }

  /** Resolves when it has, and what it had sent is noted. */
  async died(host: Host): Promise<void> {
    const signal = await host.ended;
    this.crashed();
    if (signal !== 'SIGKILL') this.break(`a host ended by itself (${signal ?? 'no signal'})`);
  }

  async kill(host: Host): Promise<void> {
    host.signal('SIGKILL');
    await this.died(host);
  }

  /** Of a folder that nobody has open: what the process that died left in it. */
  judgeLeft(): void {
    this.#broken.push(...judgeLeft(this.folder));
  }

  /** Until nothing waits any more. Breakers that are open are closed by hand, as a person would. */
  async drain(host: Host): Promise<void> {
    for (let leftMs = drainWithinMs; leftMs > 0; leftMs -= lookEveryMs) {
      const totals = unwrap(await host.client.dispatch.totals({}));
      const jobs = unwrap(await host.client.jobs.list({}));
      if (totals.byOutcome.pending === 0 && jobs.every(({ state }) => state !== 'running')) return;
      if (leftMs % 500 === 0) await this.#closeBreakers(host);
      await wait(lookEveryMs);
    }
    this.break(`what was accepted does not come to an end: ${await this.#describeWaiting(host)}`);
  }

  /** Ends the last host as a person would, and asks the oracle. */
  async judge(host: Host | null, options: { isTidied?: boolean } = {}): Promise<Verdict> {
    await host?.close();
    const verdict = judge({
      folder: this.folder,
      arrivals: this.sink.arrivals(this.prefix),
      accepted: this.accepted,
      crashes: this.#crashes,
      isTidied: options.isTidied ?? false,
      plantedSecrets: [plantedSecret, plantedPlain],
    });
    return { ...verdict, broken: [...this.#broken, ...verdict.broken] };
  }

  remove(): void {
    if (this.#isOwnFolder) rmSync(this.folder, { recursive: true, force: true });
  }

  async #prepare({ client }: Host): Promise<void> {
    const { passphrase } = this;
    if (this.#isMade) {
      unwrap(await client.vault.unlock({ passphrase }));
      return;
    }
    unwrap(await client.vault.create({ passphrase }));
    const origins = [this.sink.origin];
    unwrap(await client.vault.set({ name: secretName, value: plantedSecret, kind: 'endpoint', origins }));
    // Retries that a run can wait for; no breaker but where a scenario wants one.
    const retryDelaysMs = Array.from({ length: 16 }, () => 250);
    const patch = { set: { retryDelaysMs, breaker: false } };
    unwrap(await client.dispatch.setPolicy({ patch }));
    // A receiver that has ended is not there again at the same port: what was meant for it dies soon.
    for (const { id } of unwrap(await client.tenants.listSets({}))) {
      const soon = { set: { ...patch.set, retryDelaysMs: [100, 100] } };
      unwrap(await client.dispatch.setPolicy({ tenantSet: id, patch: soon }));
    }
    this.#isMade = true;
  }

  async #closeBreakers({ client }: Host): Promise<void> {
    for (const { endpoint, breaker } of unwrap(await client.dispatch.endpoints({}))) {
      if (breaker !== 'closed') unwrap(await client.dispatch.closeBreaker({ endpoint }));
    }
  }

  async #describeWaiting({ client }: Host): Promise<string> {
    const { items } = unwrap(await client.dispatch.deliveries({ query: 'outcome:pending', limit: 3 }));
    const jobs = unwrap(await client.jobs.list({})).filter(({ state }) => state === 'running');
    const waiting = items.map(({ id, waitsFor, attemptCount, nextAttemptAt }) => ({
      ...{ id, waitsFor, attemptCount, nextAttemptAt },
    }));
    return JSON.stringify({ waiting, jobs: jobs.map(({ total, finished }) => ({ total, finished })) });
  }
}

/** The value of an answer that must not be an error. */
export function unwrap<T>(answer: { ok: true; value: T } | { ok: false; error: { code: string; message: string } }): T {
  if (answer.ok) return answer.value;
  throw new Error(`${answer.error.code}: ${answer.error.message}`);
}
