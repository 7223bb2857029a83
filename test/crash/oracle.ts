// The one oracle of the crash suite: what arrived, against what the database says afterwards. It is told which deliveries were accepted and
// acknowledged and which epochs ended in a crash, and trusts nothing else. It never opens the data folder itself, only a copy of it.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../electron/engine/database/database.ts';
import { openDatabase } from '../../electron/engine/database/open-database.ts';
import { recountLog } from '../support/recount-log.ts';
import { findTraces, readFolder } from '../support/secret-traces.ts';
import type { Arrival } from './host-messages.ts';

export interface Evidence {
  readonly folder: string;
  readonly arrivals: readonly Arrival[];
  /** Acknowledged to whoever asked. */
  readonly accepted: ReadonlySet<string>;
  /** Epochs that ended with `kill -9`. */
  readonly crashes: ReadonlySet<number>;
  /** The log was tidied: what was delivered may have left it. */
  readonly isTidied: boolean;
  readonly plantedSecrets: readonly string[];
}

export interface Verdict {
  readonly accepted: number;
  readonly delivered: number;
  readonly dead: number;
  /** By people: discarded, or called off while it waited. */
  readonly cancelled: number;
  readonly pending: number;
  readonly duplicates: number;
  readonly lost: number;
  /** Of the epoch with most: requests that had left when the process died and of which the log knew no end. */
  readonly mostInFlight: number;
  readonly integrity: string;
  /** Sentences; empty: every invariant holds. */
  readonly broken: readonly string[];
}

interface DeliveryRow {
  seq: number;
  id: string;
  outcome: string;
  url: string;
  body: string | null;
  started_count: number;
}

interface AttemptRow {
  kind: string;
  result: string;
  error_code: string | null;
}

/** Two of the same sentence say as much as a thousand. */
const mostSentences = 5;
/** What may be on its way to the disk at once, beside what is under way. */
const mostUnrecorded = 512;

export function judge(evidence: Evidence): Verdict {
  return onCopy(evidence.folder, (database) => new Oracle(evidence, database).judge());
}

/**
 * What a process that was killed left, before the next one opens it: whatever a job has sent again is noted down at its item, for else the
 * next one would send it once more. Sentences, as of a verdict.
 */
export function judgeLeft(folder: string): string[] {
  const sql = `SELECT count(*) AS n FROM (
      SELECT coalesce(detail ->> 'replayOf', subject) AS replayed, count(*) AS times FROM journal WHERE act = 'delivery-replayed' GROUP BY 1
    ) WHERE times > (SELECT count(*) FROM job_items i WHERE i.subject = replayed AND i.outcome IS NOT NULL)`;
  const n = onCopy(folder, (database) => database.get<{ n: number }>(sql)?.n ?? 0);
  return n === 0 ? [] : [`I2 ${n} deliveries were replayed by a job whose item does not say so`];
}

function onCopy<T>(folder: string, act: (database: Database) => T): T {
  const copy = mkdtempSync(join(tmpdir(), 'switchhook-oracle-'));
  try {
    cpSync(folder, copy, { recursive: true, filter: (path) => !path.endsWith('.sock') });
    const database = openDatabase(join(copy, 'switchhook.db'));
    try {
      return act(database);
    } finally {
      database.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

export function checkIntegrity(database: Database): string {
  try {
    return readIntegrity(database);
  } catch (cause) {
    return String(cause);
  }
}

function readIntegrity(database: Database): string {
  const found = database.all<{ integrity_check: string }>('PRAGMA integrity_check');
  const foreign = database.all('PRAGMA foreign_key_check');
  const text = found.map(({ integrity_check }) => integrity_check).join('; ');
  const unnamed = countRows(database, unnamedSnapshots);
  const unlike = countRows(database, unlikeInIndex);
  return [
    text,
    ...(foreign.length + unnamed === 0 ? [] : [`${foreign.length + unnamed} rows name what is not there`]),
    ...(unlike === 0 ? [] : [`the index of snapshots is wrong about ${unlike} rows`]),
  ].join('; ');
}

const unnamedSnapshots = 'SELECT 1 FROM deliveries WHERE snapshot NOT IN (SELECT id FROM snapshots)';
/** As far as the index says that it reaches, it has what the rows say, and nothing else. */
const indexed = 'SELECT snapshot, seq FROM deliveries WHERE seq <= (SELECT until_seq FROM snapshot_index)';
const unlikeInIndex = `SELECT * FROM (${indexed} EXCEPT SELECT snapshot, seq FROM snapshot_deliveries)
  UNION ALL SELECT * FROM (SELECT snapshot, seq FROM snapshot_deliveries EXCEPT ${indexed})`;

function countRows(database: Database, sql: string): number {
  return database.get<{ n: number }>(`SELECT count(*) AS n FROM (${sql})`)?.n ?? 0;
}

class Oracle {
  readonly #evidence: Evidence;
  readonly #database: Database;
  readonly #rows: Map<string, DeliveryRow>;
  readonly #attempts = new Map<string, AttemptRow>();
  readonly #broken: string[] = [];

  constructor(evidence: Evidence, database: Database) {
    this.#evidence = evidence;
    this.#database = database;
    const rows = database.all<DeliveryRow & Record<string, unknown>>(
      'SELECT seq, id, outcome, url, body, started_count FROM deliveries ORDER BY seq',
    );
    this.#rows = new Map(rows.map((row) => [row.id, row]));
    const attempts = database.all<AttemptRow & { id: string; number: number } & Record<string, unknown>>(
      `SELECT d.id, a.key % 4096 AS number, a.kind, a.result, a.error_code FROM attempts a JOIN deliveries d ON d.seq = a.key / 4096`,
    );
    for (const attempt of attempts) this.#attempts.set(`${attempt.id} ${attempt.number}`, attempt);
  }

  judge(): Verdict {
    const stands = this.#judgeAccepted();
    const { duplicates, mostInFlight } = this.#judgeArrivals();
    this.#judgeSameBytes();
    this.#judgeOrder();
    this.#judgeJournal();
    this.#judgeJobs();
    this.#judgeCounters();
    this.#judgeSecrets();
    const integrity = checkIntegrity(this.#database);
    if (integrity !== 'ok') this.#break('I6', `integrity_check says: ${integrity}`);
    return { ...stands, duplicates, mostInFlight, integrity, broken: summarise(this.#broken) };
  }

  #break(invariant: string, sentence: string): void {
    this.#broken.push(`${invariant} ${sentence}`);
  }

  /** I1: every accepted id is delivered or dead. What is delivered has arrived. */
  #judgeAccepted() {
    const { accepted, isTidied, arrivals } = this.#evidence;
    const counts = { delivered: 0, dead: 0, pending: 0, cancelled: 0 };
    const answered = new Set(arrivals.filter(({ answer }) => answer === 200).map(({ delivery }) => delivery));
    let lost = 0;
    for (const id of accepted) {
      const row = this.#rows.get(id);
      if (row === undefined && isTidied && answered.has(id)) counts.delivered += 1;
      else if (row === undefined) lost += 1;
      else counts[row.outcome as keyof typeof counts] += 1;
    }
    if (lost > 0) this.#break('I1', `${lost} accepted deliveries are not in the log`);
    if (counts.pending > 0) this.#break('I1', `${counts.pending} accepted deliveries are pending for ever`);
    const arrived = new Set(arrivals.map(({ delivery }) => delivery));
    for (const { id, outcome, url } of this.#rows.values()) {
      const isOfSink = new URL(url).pathname.startsWith('/world-');
      if (outcome === 'delivered' && isOfSink && !arrived.has(id)) this.#break('I1', 'delivered, but it never arrived');
    }
    return { accepted: accepted.size, ...counts, lost };
  }

  /** I2 and I3: nothing unaccepted arrives, and nothing arrives again but what no end was written of when the process died. */
  #judgeArrivals(): { duplicates: number; mostInFlight: number } {
    const { arrivals, crashes, isTidied } = this.#evidence;
    const last = new Map(arrivals.map((arrival) => [`${arrival.delivery} ${arrival.attempt}`, arrival]));
    const inFlight = new Map<number, number>();
    const ended = new Set<string>();
    for (const arrival of arrivals) {
      const key = `${arrival.delivery} ${arrival.attempt}`;
      const row = this.#attempts.get(key);
      if (!this.#rows.has(arrival.delivery)) {
        // Of what has left the log nobody can tell any more whether it was accepted.
        if (!isTidied) this.#break('I3', 'a request arrived of a delivery that is not in the log');
        continue;
      }
      const isReplay = row?.kind === 'replay';
      if (ended.has(arrival.delivery) && !isReplay) this.#break('I2', 'sent again after its end had been written');
      const isRecorded = last.get(key) === arrival && row !== undefined && row.error_code !== 'ATTEMPT_INTERRUPTED';
      if (!isRecorded) {
        inFlight.set(arrival.epoch, (inFlight.get(arrival.epoch) ?? 0) + 1);
        if (!crashes.has(arrival.epoch)) this.#break('I2', 'a request has no attempt in the log, and nothing crashed');
      } else if (row.result === 'delivered') ended.add(arrival.delivery);
      else if (arrival.answer === 200 && !crashes.has(arrival.epoch) && !isLostAnswer(row)) {
        this.#break('I2', `answered 200, and written down as ${row.result}`);
      }
    }
    const mostInFlight = Math.max(0, ...inFlight.values());
    if (mostInFlight > mostUnrecorded) this.#break('I2', `${mostInFlight} requests were in flight at once`);
    return { duplicates: this.#countDuplicates(), mostInFlight };
  }

  /** Requests answered 200 beyond the first of a delivery, and beyond those a person asked for. */
  #countDuplicates(): number {
    const answered = new Map<string, number>();
    for (const { delivery, answer } of this.#evidence.arrivals) {
      if (answer === 200) answered.set(delivery, (answered.get(delivery) ?? 0) + 1);
    }
    let duplicates = 0;
    for (const [id, count] of answered) {
      const row = this.#rows.get(id);
      let replays = 0;
      for (let number = 1; number <= (row?.started_count ?? 0); number += 1) {
        const attempt = this.#attempts.get(`${id} ${number}`);
        if (attempt?.kind === 'replay' && attempt.error_code !== 'ATTEMPT_INTERRUPTED') replays += 1;
      }
      duplicates += Math.max(0, count - 1 - replays);
    }
    return duplicates;
  }

  /** I4: the same bytes over attempts, and those that were accepted. */
  #judgeSameBytes(): void {
    const hashes = new Map<string, string>();
    for (const { delivery, hash, bodyHash, path } of this.#evidence.arrivals) {
      const known = hashes.get(delivery);
      if (known !== undefined && known !== hash) this.#break('I4', 'two attempts of a delivery differ');
      hashes.set(delivery, hash);
      const row = this.#rows.get(delivery);
      if (row === undefined) continue;
      const { pathname, search } = new URL(row.url);
      const isSame =
        createHash('sha256')
          .update(row.body ?? '')
          .digest('hex') === bodyHash;
      if (!isSame || `${pathname}${search}` !== path) this.#break('I4', 'what arrived is not what was accepted');
    }
  }

  /** I5: on a FIFO endpoint the next one comes after the last attempt of the one before. */
  #judgeOrder(): void {
    const seqs = new Map<string, number>();
    for (const { delivery, attempt, path } of this.#evidence.arrivals) {
      const isReplay = this.#attempts.get(`${delivery} ${attempt}`)?.kind === 'replay';
      const seq = this.#rows.get(delivery)?.seq;
      if (!path.includes('/fifo') || isReplay || seq === undefined) continue;
      if (seq < (seqs.get(path) ?? 0)) this.#break('I5', 'out of order on a FIFO endpoint');
      seqs.set(path, seq);
    }
  }

  /** All of an accept call or none: its line of the journal says how many there were. */
  #judgeJournal(): void {
    if (this.#evidence.isTidied) return;
    const sql = `SELECT count(*) AS missing FROM journal j WHERE j.act = 'delivery-accepted' AND
      coalesce(j.detail ->> 'deliveries', 1) <> (SELECT count(*) FROM deliveries f CROSS JOIN deliveries d WHERE f.id = j.subject
        AND d.seq >= f.seq AND d.seq < f.seq + coalesce(j.detail ->> 'deliveries', 1) AND d.accepted_ms = f.accepted_ms)`;
    const { missing = 0 } = this.#database.get<{ missing: number }>(sql) ?? {};
    if (missing > 0) this.#break('I1', `${missing} accept calls are half in the log`);
    const counted = `SELECT (SELECT count(*) FROM deliveries WHERE replay_of IS NULL) -
      (SELECT coalesce(sum(coalesce(detail ->> 'deliveries', 1)), 0) FROM journal WHERE act = 'delivery-accepted') AS more`;
    const { more = 0 } = this.#database.get<{ more: number }>(counted) ?? {};
    if (more !== 0) this.#break('I1', `the journal and the log differ by ${more} deliveries`);
  }

  /** A replay job sends each of its items once, however often it was interrupted. */
  #judgeJobs(): void {
    const sql = `SELECT count(*) AS n FROM (SELECT d.id, (SELECT count(*) FROM attempts a
        WHERE a.key / 4096 = d.seq AND a.kind = 'replay' AND coalesce(a.error_code, '') <> 'ATTEMPT_INTERRUPTED') AS replays
      FROM deliveries d) WHERE replays > (SELECT count(*) FROM job_items i WHERE i.subject = id)`;
    const { n = 0 } = this.#database.get<{ n: number }>(sql) ?? {};
    if (n > 0) this.#break('I2', `${n} deliveries were replayed more often than jobs asked for`);
    const open = `SELECT count(*) AS n FROM jobs WHERE state = 'running'`;
    const running = this.#database.get<{ n: number }>(open)?.n ?? 0;
    if (running > 0) this.#break('I1', `${running} jobs run for ever`);
  }

  /** I6: the counters are what counting the rows gives. */
  #judgeCounters(): void {
    const read = () =>
      [
        ...this.#database.all('SELECT * FROM delivery_hours WHERE n <> 0 ORDER BY scope, hour, stand'),
        ...this.#database.all('SELECT * FROM delivery_totals WHERE n <> 0 ORDER BY scope, stand'),
      ].map((row) => JSON.stringify(row));
    const outside = this.#database.get<{ n: number }>(
      `SELECT count(*) AS n FROM deliveries d LEFT JOIN delivery_spans s ON s.hour = d.accepted_ms / 3600000
        WHERE d.seq NOT BETWEEN coalesce(s.first_seq, d.seq + 1) AND coalesce(s.last_seq, 0)`,
    );
    // What was refused may have widened a span: then a search looks further than it must.
    if (outside?.n !== 0) this.#break('I6', `${outside?.n} deliveries are outside the span of their hour`);
    const kept = read();
    recountLog(this.#database);
    const counted = read();
    const wrong = [...kept.filter((row) => !counted.includes(row)), ...counted.filter((row) => !kept.includes(row))];
    if (wrong.length > 0) this.#break('I6', `the counters are not what counting gives: ${wrong.slice(0, 4).join(' ')}`);
  }

  /** I7 */
  #judgeSecrets(): void {
    const traces = findTraces(readFolder(this.#evidence.folder), this.#evidence.plantedSecrets);
    if (traces.length > 0) this.#break('I7', `a planted secret is in ${traces.length} places: ${traces[0]}`);
  }
}

/** It was sent, and its answer did not come back in time or whole. */
function isLostAnswer({ result }: AttemptRow): boolean {
  return result === 'timed-out' || result === 'protocol-error' || result === 'unreachable';
}

function summarise(sentences: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const sentence of sentences) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  const all = [...counts].map(([sentence, count]) => (count === 1 ? sentence : `${sentence} (${count} times)`));
  const more = all.length - mostSentences;
  return more > 0 ? [...all.slice(0, mostSentences), `and ${more} more`] : all;
}
