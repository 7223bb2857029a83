// The rows of a tenant set as a whole: made beside the old ones, put in their place at once, and the old ones cleared away.
// A process that dies in between leaves the set on its old rows, and rubbish that the next start clears.
import { setImmediate as breathe } from 'node:timers/promises';
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import type { SandboxScale } from '../../../shared/tenants/tenant-set.ts';
import type { Database } from '../database/database.ts';
import { generateSandbox } from './sandbox/generate-sandbox.ts';
import { writeAccounts } from './sandbox/write-sandbox.ts';

/** Small enough for other work in between: some 110 rows. */
const accountsPerBatch = 8;
const rowsPerSweep = 500;
/** Rows before what they refer to. */
const sweptTables = ['integration', 'pbx', 'account'] as const;

export class Generations {
  readonly #database: Database;
  /** Ends when all that was asked for is done. */
  #work: Promise<unknown> = Promise.resolve();
  #isClosing = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All at once, without other work in between: for a small sandbox before there is other work. Part of the caller's transaction. */
  makeAtOnce(scale: SandboxScale): number {
    const generation = this.#add();
    writeAccounts(this.#database, generation, { accounts: generateSandbox(scale), count: scale.accounts });
    return generation;
  }

  /** Makes a sandbox's rows in batches; `putInPlace` then names them, in a transaction. The rows they replace are gone when it ends. */
  replace(scale: SandboxScale, putInPlace: (generation: number) => void): Promise<void> {
    return this.#queue(async () => {
      await this.#sweepAll();
      const generation = this.#add();
      const accounts = generateSandbox(scale);
      while (writeAccounts(this.#database, generation, { accounts, count: accountsPerBatch })) await this.#pause();
      this.#database.transaction(() => putInPlace(generation));
      await this.#sweepAll();
    });
  }

  /** Clears what an interrupted replacement left, in the background. */
  sweep(): void {
    // Closing is the only expected end before the end, and any other failure meets the next replacement too.
    this.#queue(() => this.#sweepAll()).catch(() => {});
  }

  /** A replacement under way fails without having changed the set, unless it only had the old rows left to clear. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#work.catch(() => {});
  }

  #queue<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#work.catch(() => {}).then(act);
    this.#work = done;
    return done;
  }

  #add(): number {
    return this.#database.run('INSERT INTO generation DEFAULT VALUES').lastInsertRowid;
  }

  async #sweepAll(): Promise<void> {
    const unused = 'SELECT row FROM generation WHERE row NOT IN (SELECT generation FROM tenant_set)';
    for (const { row } of this.#database.all<{ row: number }>(unused)) {
      for (const table of sweptTables) await this.#sweepTable(table, row);
      this.#database.run('DELETE FROM generation WHERE row = ?', row);
    }
  }

  async #sweepTable(table: (typeof sweptTables)[number], generation: number): Promise<void> {
    const some = `SELECT row FROM ${table} WHERE generation = ? LIMIT ${rowsPerSweep}`;
    while (this.#database.run(`DELETE FROM ${table} WHERE row IN (${some})`, generation).changes > 0)
      await this.#pause();
  }

  async #pause(): Promise<void> {
    await breathe();
    if (this.#isClosing) throw commonErrors.fail('CONNECTION_LOST');
  }
}
