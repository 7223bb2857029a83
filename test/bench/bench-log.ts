// A data folder with a log of many deliveries: a few hundred real ones, multiplied in the database over the last thirty days. Kept in the
// cache between runs, because a million take a while; a folder to work on is a copy.
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../../electron/engine/database/open-database.ts';
import { recountLog } from '../support/recount-log.ts';
import { makeBenchFolder } from './bench-folder.ts';
import { benchIntegration, integrationIdOf } from './bench-work.ts';
import type { EngineSetup, EngineTask } from './contenders/engine.ts';
import type { BenchMeans } from './means.ts';
import { startContender } from './run-contender.ts';

const logPbxs = 200;
const realDeliveries = 200;
const thirtyDaysMs = 30 * 86_400_000;
const attemptsPerDelivery = 4_096;

export interface BenchLog {
  readonly folder: string;
  readonly pbxs: number;
}

/** A folder whose log has `rows` ended deliveries, and whose integrations now send to `url`. */
export async function copyBenchLog(means: BenchMeans, of: { rows: number; url: string }): Promise<BenchLog> {
  const kept = await keepLog(means, of.rows);
  const folder = means.makeFolder('log');
  cpSync(kept, folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'switchhook.db'));
  const point = database.prepare('UPDATE integration SET body = ? WHERE id = ?');
  database.exec('BEGIN');
  for (let pbx = 0; pbx < logPbxs; pbx += 1) {
    point.run(JSON.stringify(benchIntegration(of.url, { pbx, nth: 0 })), integrationIdOf(pbx));
  }
  database.exec('COMMIT');
  database.close();
  return { folder, pbxs: logPbxs };
}

async function keepLog(means: BenchMeans, rows: number): Promise<string> {
  const made = means.makeFolder('making');
  const sink = await means.sink();
  const url = `http://127.0.0.1:${sink.port}/hook`;
  const schema = await makeRealLog(made, url);
  const kept = join(means.cacheFolder, `log-${rows}-${schema}`);
  if (existsSync(kept)) return kept;
  means.say(`making a log of ${rows} deliveries, once`);
  multiply(join(made, 'switchhook.db'), rows);
  mkdirSync(means.cacheFolder, { recursive: true });
  // Whole or not at all: a run that is stopped in the middle leaves no half log behind.
  cpSync(made, `${kept}.part`, { recursive: true });
  renameSync(`${kept}.part`, kept);
  rmSync(made, { recursive: true });
  return kept;
}

/** Answers what tells this schema from any other. */
async function makeRealLog(folder: string, url: string): Promise<string> {
  await makeBenchFolder({ folder, pbxs: logPbxs, integrationsPerPbx: 1, urlOf: () => url });
  const setup: EngineSetup = { folder, pbxs: logPbxs };
  const engine = await startContender<EngineTask, null>({ name: 'engine', setup });
  await engine.run({ count: realDeliveries });
  await engine.close();
  const database = new DatabaseSync(join(folder, 'switchhook.db'), { readOnly: true });
  const sql = database.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all();
  database.close();
  return hashText(JSON.stringify(sql));
}

function hashText(text: string): string {
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(36);
}

/** One in fifty is dead; the others were delivered. */
function multiply(path: string, rows: number): void {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA temp_store = MEMORY; BEGIN;');
  const stepMs = Math.floor(thirtyDaysMs / rows);
  const beganMs = Date.now() - thirtyDaysMs;
  const timeOf = (seq: string) => `${beganMs} + (${seq}) * ${stepMs}`;
  database.exec(`UPDATE deliveries SET accepted_ms = ${timeOf('seq')}`);
  database.exec(`UPDATE attempts SET started_ms = ${timeOf(`key / ${attemptsPerDelivery}`)}`);
  const copies = `WITH RECURSIVE copy (nth) AS (SELECT 1 UNION ALL SELECT nth + 1 FROM copy WHERE nth < ${rows / realDeliveries - 1})`;
  const seq = `seq + nth * ${realDeliveries}`;
  insertCopies(database, 'deliveries', copies, {
    seq,
    id: "'dlv_' || lower(hex(randomblob(13)))",
    accepted_ms: timeOf(seq),
    outcome: `iif((${seq}) % 50 = 0, 'dead', 'delivered')`,
    result: `iif((${seq}) % 50 = 0, 'failing', 'delivered')`,
  });
  database.exec(`DELETE FROM snapshot_deliveries; INSERT INTO snapshot_deliveries SELECT snapshot, seq FROM deliveries ORDER BY 1, 2;
    UPDATE snapshot_index SET until_seq = ${rows}`);
  insertCopies(database, 'attempts', copies, {
    key: `key + nth * ${realDeliveries} * ${attemptsPerDelivery}`,
    started_ms: timeOf(`key / ${attemptsPerDelivery} + nth * ${realDeliveries}`),
  });
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE); ANALYZE;');
  database.close();
  const opened = openDatabase(path);
  recountLog(opened);
  opened.close();
}

/** Columns that no expression is given for are copied. */
function insertCopies(
  database: DatabaseSync,
  table: string,
  copies: string,
  expressions: Readonly<Record<string, string>>,
): void {
  const columns = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all() as { name: string }[];
  const values = columns.map(({ name }) => expressions[name] ?? `of.${name}`);
  database.exec(
    `INSERT INTO ${table} (${columns.map(({ name }) => name).join(', ')})
      ${copies} SELECT ${values.join(', ')} FROM copy, (SELECT * FROM ${table} LIMIT ${realDeliveries}) of`,
  );
}
