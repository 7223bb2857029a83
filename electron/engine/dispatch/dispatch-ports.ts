// What dispatch needs from its surroundings. engine.ts fills it; whatever reaches upward (receiver, control ports) is a function here.
import type { IntegrationId, TenantSetId } from '../../../shared/kernel/ids.ts';
import type { Secret } from '../../../shared/kernel/secret.ts';
import type { Database } from '../database/database.ts';
import type { IntegrationForSend } from '../integrations/integrations.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock, Log, Lookup, Random } from '../ports.ts';
import type { Redactor } from '../vault/vault.ts';

export interface DispatchPorts {
  readonly database: Database;
  readonly journal: Pick<Journal, 'append'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly lookup: Lookup;
  /** Sent as `User-Agent: Switchhook/<version>`. */
  readonly version: string;
  /** The setting, in milliseconds. */
  readAttemptDeadline(): number;
  /**
   * For the origin of a URL it is bound to; null when a person asked to send it elsewhere, which overrides the binding.
   * Throws Failure: VAULT_LOCKED and whatever else keeps the vault shut, SECRET_UNKNOWN_NAME, SECRET_ORIGIN.
   */
  resolveSecret(name: string, url: string | null): Secret;
  /** As things stand at each call: knows the vault's secrets and what `transientSecrets` of dispatch gives. */
  readonly redactor: Pick<Redactor, 'redactText' | 'redactBytes' | 'redactBeginning'>;
  /** Throws Failure: INTEGRATION_UNKNOWN. */
  getIntegrationForSend(id: string): SendPlace;
  /** Throws Failure: TENANT_SET_UNKNOWN. */
  findTenantSet(name: string): TenantSetId;
  readonly receiver: ReceiverPort;
  /** Ports of the app's own control servers: never a target. */
  isControlPort(port: number): boolean;
}

/** Where an integration of a tenant set lives. Of a sandbox nothing reaches a real system: the receiver is its only target. */
export interface SendPlace extends IntegrationForSend {
  readonly isSandbox: boolean;
}

export interface ReceiverPort {
  /** `http://127.0.0.1:PORT/in/<token>` of an integration, or of none for the free one; null while the receiver is stopped. */
  targetFor(integrationId: IntegrationId | null): string | null;
  isOwnReceiver(hostname: string, port: number): boolean;
}
