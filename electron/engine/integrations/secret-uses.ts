// How often each vault secret is named by integrations and drafts: counted for all names at once, and again only after a change.
import type { Integration, SecretValue } from '../../../shared/request/integration.ts';
import type { Database } from '../database/database.ts';
import { readIntegration } from './integration-rows.ts';

// The first condition is the index's own; without it every integration would be read.
const bodiesSql = `
  SELECT body FROM integration
    WHERE generation IN (SELECT generation FROM tenant_set) AND instr(body, '"secret":"') > 0
  UNION ALL
  SELECT d.body FROM draft d JOIN integration i ON i.row = d.integration
    WHERE i.generation IN (SELECT generation FROM tenant_set)`;

export class SecretUses {
  readonly #database: Database;
  #counted: { readonly generations: string; readonly uses: ReadonlyMap<string, number> } | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  count(name: string): number {
    const rows = this.#database.all<{ generation: number }>('SELECT generation FROM tenant_set');
    const generations = rows.map(({ generation }) => generation).join();
    if (this.#counted?.generations !== generations) this.#counted = { generations, uses: this.#countAll() };
    return this.#counted.uses.get(name) ?? 0;
  }

  /** Call it after every change of an integration or draft. */
  forget(): void {
    this.#counted = null;
  }

  #countAll(): Map<string, number> {
    const uses = new Map<string, number>();
    for (const { body } of this.#database.all<{ body: string }>(bodiesSql)) {
      for (const name of namesIn(readIntegration(body))) uses.set(name, (uses.get(name) ?? 0) + 1);
    }
    return uses;
  }
}

/** Each once, however often the integration names it. */
function namesIn({ authentication, headers }: Integration): Set<string> {
  const values: SecretValue[] = headers.map(({ value }) => value);
  if (authentication.type === 'basic') values.push(authentication.password);
  if (authentication.type === 'token') values.push(authentication.token);
  return new Set(values.flatMap((value) => (typeof value === 'object' && 'secret' in value ? [value.secret] : [])));
}
