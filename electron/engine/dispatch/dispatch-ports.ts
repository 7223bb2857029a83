// What dispatch needs from its surroundings. engine.ts fills it; whatever reaches upward (receiver, control ports) is a function here.
import type { IntegrationId, TenantSetId } from '../../../shared/kernel/ids.ts';
import type { Secret } from '../../../shared/kernel/secret.ts';
import type { Database } from '../database/database.ts';
import type { IntegrationForSend } from '../integrations/integrations.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock, CrashPoint, Log, Lookup, NamedProxy, Random } from '../ports.ts';
import type { Redactor } from '../vault/vault.ts';

export interface DispatchPorts {
  readonly database: Database;
  readonly journal: Pick<Journal, 'append' | 'spell'>;
  readonly jobs: Pick<Jobs, 'register' | 'begin'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly lookup: Lookup;
  /** What stands between this machine and an origin; null: nothing. */
  proxyFor(origin: string): NamedProxy | null;
  /** Sent as `User-Agent: Switchhook/<version>`. */
  readonly version: string;
  /** The setting, in milliseconds. */
  readAttemptDeadline(): number;
  /** The settings: how long ended deliveries are kept, and how much the database may hold; 0: for ever, and without end. */
  readRetention(): { readonly days: number; readonly gib: number };
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
  /** By id or name; undefined is the default set. Throws Failure: TENANT_SET_UNKNOWN. */
  findSendSet(name: string | undefined): SendSet;
  /** Whom an event of this place and trigger goes to; null: the set has no such place. */
  matchEvent(of: EventPlace): EventMatches | null;
  readonly receiver: ReceiverPort;
  /** For the crash suite. */
  readonly crashPoint?: ((name: CrashPoint) => void) | undefined;
  /** Ports of the app's own control servers: never a target. */
  isControlPort(port: number): boolean;
}

/** Where an integration of a tenant set lives. Of a sandbox nothing reaches a real system: the receiver is its only target. */
export interface SendPlace extends IntegrationForSend {
  readonly isSandbox: boolean;
}

export interface SendSet {
  readonly id: TenantSetId;
  readonly name: string;
  readonly live: boolean;
  readonly isSandbox: boolean;
}

export interface EventPlace {
  readonly tenantSet: string;
  readonly accountId: string | undefined;
  readonly serviceUuid: string | undefined;
  readonly trigger: string;
}

/** The same object while nothing that it is sent with changes: neither itself, nor where it lives, nor its tenant set. */
export interface MatchedIntegration {
  readonly id: IntegrationId;
  readonly isSandbox: boolean;
}

export interface EventMatches {
  readonly integrations: readonly MatchedIntegration[];
}

export interface ReceiverPort {
  /** `http://127.0.0.1:PORT/in/<token>` of an integration, or of none for the free one; null while the receiver is stopped. */
  targetFor(integrationId: IntegrationId | null): string | null;
  isOwnReceiver(hostname: string, port: number): boolean;
}
