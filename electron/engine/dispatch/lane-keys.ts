// The ids of lanes. Only the owner of the data folder makes them, so it gives them itself, and a batch needs no answer.
import type { Database } from '../database/database.ts';
import type { Write } from '../database/write.ts';
import type { LaneKey } from './queue-port.ts';

const mostInMemory = 20_000;
const findLane =
  'SELECT id, endpoint, origin, integration_id AS integrationId FROM lanes WHERE endpoint = ? AND integration_id = ?';
const insertLane =
  'INSERT INTO lanes (id, endpoint, origin, integration_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING';

export class LaneKeys {
  readonly #database: Database;
  readonly #known = new Map<string, LaneKey>();
  /** Those whose row no transaction has written yet. */
  readonly #unwritten = new Map<string, LaneKey>();
  #lastId: number;

  constructor(database: Database) {
    this.#database = database;
    this.#lastId = database.get<{ id: number | null }>('SELECT max(id) AS id FROM lanes')?.id ?? 0;
  }

  keep({ endpoint, origin, integrationId }: Omit<LaneKey, 'id'>): LaneKey {
    const name = nameOf(endpoint, integrationId);
    const known =
      this.#known.get(name) ??
      this.#unwritten.get(name) ??
      this.#database.get<LaneKey>(findLane, endpoint, integrationId);
    if (known !== undefined) return this.#remember(name, known);
    this.#lastId += 1;
    const key: LaneKey = { id: this.#lastId, endpoint, origin, integrationId };
    this.#unwritten.set(name, key);
    return this.#remember(name, key);
  }

  /** To be written before what refers to it; null when it is on the disk. Writing it twice does no harm. */
  pendingWrite({ endpoint, integrationId }: LaneKey): Write | null {
    if (this.#unwritten.size === 0) return null;
    const key = this.#unwritten.get(nameOf(endpoint, integrationId));
    return key === undefined ? null : [insertLane, [key.id, key.endpoint, key.origin, key.integrationId]];
  }

  /** Its row is on the disk. */
  wasWritten({ endpoint, integrationId }: LaneKey): void {
    if (this.#unwritten.size > 0) this.#unwritten.delete(nameOf(endpoint, integrationId));
  }

  /** Whether something that is not on the disk yet may refer to it: then its row must stay. */
  isRemembered({ endpoint, integrationId }: LaneKey): boolean {
    const name = nameOf(endpoint, integrationId);
    return this.#known.has(name) || this.#unwritten.has(name);
  }

  #remember(name: string, key: LaneKey): LaneKey {
    this.#known.set(name, key);
    if (this.#known.size > mostInMemory) {
      const [oldest] = this.#known.keys();
      if (oldest !== undefined) this.#known.delete(oldest);
    }
    return key;
  }
}

function nameOf(endpoint: string, integrationId: string): string {
  return `${integrationId} ${endpoint}`;
}
