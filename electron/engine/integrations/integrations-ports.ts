// What the integrations slice takes from its surroundings.
import type { HandlersOf } from '../../../shared/contract/serve.ts';
import type { integrationsContract } from '../../../shared/integrations/contract.ts';
import type { Database } from '../database/database.ts';
import type { Clock, Random } from '../ports.ts';
import type { Tenants } from '../tenants/tenants.ts';

export type IntegrationsHandlers = HandlersOf<{ integrations: typeof integrationsContract }>['integrations'];

/** One line for the journal, written in the transaction of the act. */
export interface IntegrationsAct {
  readonly act:
    | 'integration-created'
    | 'integration-saved'
    | 'integration-enabled'
    | 'integration-disabled'
    | 'integration-deleted';
  readonly subject: string;
  readonly detail: Record<string, string | number | boolean>;
}

/** Where a plain password or token goes. */
export interface SecretStore {
  /**
   * Stores a value under a free name close to `nameBase` and binds it to the origin of `url`. Answers the name.
   * Throws Failure: any of the vault's errors.
   */
  moveIn(secret: { nameBase: string; value: string; url: string }): Promise<string>;
}

export interface IntegrationsPorts {
  readonly database: Database;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'bytes'>;
  readonly tenants: Tenants;
  readonly vault: SecretStore;
  onAct(act: IntegrationsAct): void;
}

/** Everything an act needs: the surroundings, and what must hear of a change once it is committed. */
export interface IntegrationsContext extends IntegrationsPorts {
  /** Takes the database's numbers. */
  changed(of: { id: string; row: number; account: number; pbx: number | null }): void;
}
