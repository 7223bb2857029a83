// What the tenants slice takes from its surroundings.
import type { HandlersOf } from '../../../shared/contract/serve.ts';
import type { tenantsContract } from '../../../shared/tenants/contract.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../ports.ts';

export type TenantsHandlers = HandlersOf<{ tenants: typeof tenantsContract }>['tenants'];

/** One line for the journal, written in the transaction of the act. */
export interface TenantsAct {
  readonly act: 'sandbox-reset' | 'tenant-set-updated' | 'applications-on' | 'applications-off';
  readonly subject: string;
  readonly detail: Record<string, string | number | boolean>;
}

export interface TenantsPorts {
  readonly database: Database;
  readonly clock: Pick<Clock, 'now'>;
  onAct(act: TenantsAct): void;
  /** Whether the target guard understands `loopback`, `private` or a CIDR range. */
  isTargetRule(rule: string): boolean;
}
