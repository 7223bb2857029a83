// The receiver's paths: one random token per integration and a free one. They stay the same for ever, restarts included.
import type { IntegrationId } from '../../../shared/kernel/ids.ts';
import type { Database } from '../database/database.ts';
import type { Random } from '../ports.ts';

const tokenBytes = 15;

export interface PathOwner {
  /** null: the free path. */
  readonly integrationId: IntegrationId | null;
  /** `/in/<token>` */
  readonly prefix: string;
}

export class ReceiverPaths {
  readonly #database: Database;
  readonly #random: Random;

  constructor(database: Database, random: Random) {
    this.#database = database;
    this.#random = random;
  }

  /** Makes the token when there is none yet. */
  prefixOf(integrationId: IntegrationId | null): string {
    const sql = 'SELECT token FROM receiver_paths WHERE integration_id IS ?';
    const known = this.#database.get<{ token: string }>(sql, integrationId);
    if (known !== undefined) return `/in/${known.token}`;
    const token = Buffer.from(this.#random.bytes(tokenBytes)).toString('base64url');
    this.#database.run('INSERT INTO receiver_paths (token, integration_id) VALUES (?, ?)', token, integrationId);
    return `/in/${token}`;
  }

  /** Whose path a request target begins with; undefined when nobody's. */
  findOwner(url: string): PathOwner | undefined {
    const [prefix, token] = /^\/in\/([\w-]{1,64})(?=[/?]|$)/.exec(url) ?? [];
    if (prefix === undefined || token === undefined) return undefined;
    const sql = 'SELECT integration_id FROM receiver_paths WHERE token = ?';
    const row = this.#database.get<{ integration_id: IntegrationId | null }>(sql, token);
    return row === undefined ? undefined : { integrationId: row.integration_id, prefix };
  }
}
