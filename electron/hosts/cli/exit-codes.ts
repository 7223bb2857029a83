// Which exit code stands for what. One exhaustive record: an error code without an exit code does not compile.
import { benchErrors } from '../../../shared/bench/errors.ts';
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import { openErrors } from '../../../shared/contract/open-errors.ts';
import type { Delivery } from '../../../shared/dispatch/delivery.ts';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import { integrationsErrors } from '../../../shared/integrations/errors.ts';
import { jobsErrors } from '../../../shared/jobs/errors.ts';
import type { ErrorCatalogue } from '../../../shared/kernel/app-error.ts';
import { queryErrors } from '../../../shared/query/errors.ts';
import { settingsErrors } from '../../../shared/settings/errors.ts';
import { tenantsErrors } from '../../../shared/tenants/errors.ts';
import { vaultErrors } from '../../../shared/vault/errors.ts';
import { cliErrors } from './cli-errors.ts';

export const exitCodes = {
  done: 0,
  /** Done, and the answer is no: not delivered, some failed. */
  no: 1,
  /** Bad input, wrong usage, or refused by a rule. */
  refused: 2,
  /** The vault is locked or a secret is missing. */
  secret: 3,
  unreachable: 4,
  conflict: 5,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Every catalogue of errors that can reach the command line. */
export const errorCatalogues = [
  commonErrors,
  openErrors,
  settingsErrors,
  vaultErrors,
  queryErrors,
  tenantsErrors,
  integrationsErrors,
  jobsErrors,
  dispatchErrors,
  benchErrors,
  cliErrors,
] as const;

type CodeOf<Catalogue> = Catalogue extends ErrorCatalogue<infer Texts> ? keyof Texts & string : never;
type ErrorCode = CodeOf<(typeof errorCatalogues)[number]>;

const { no, refused, secret, unreachable, conflict, interrupted } = exitCodes;

const byErrorCode: Readonly<Record<ErrorCode, ExitCode>> = {
  // Neither refused nor unreachable: whatever was asked for did not come about.
  INTERNAL: no,
  STORAGE_FULL: refused,
  STORAGE_BUSY: refused,
  STORAGE_READ_ONLY: refused,
  STORAGE_DAMAGED: refused,
  CONNECTION_LOST: unreachable,
  DATABASE_NEWER: refused,
  DATABASE_FOREIGN: refused,
  OWNER_UNREACHABLE: unreachable,
  OWNER_ONLY: conflict,
  OWNER_DIFFERS: conflict,
  SETTINGS_INVALID: refused,
  VAULT_MISSING: secret,
  VAULT_EXISTS: conflict,
  VAULT_LOCKED: secret,
  VAULT_PASSPHRASE: secret,
  VAULT_PASSPHRASE_WEAK: refused,
  VAULT_RECOVERY_KEY: secret,
  VAULT_RECOVERY_MISTYPED: refused,
  VAULT_KEYCHAIN_NONE: secret,
  VAULT_KEYCHAIN_CHANGED: secret,
  VAULT_KEYCHAIN_FAILED: secret,
  VAULT_DAMAGED: secret,
  VAULT_NEWER: refused,
  VAULT_SLOT_UNKNOWN: refused,
  VAULT_LAST_SLOT: refused,
  VAULT_SLOTS_FULL: refused,
  SECRET_UNKNOWN_NAME: secret,
  SECRET_EXISTS: conflict,
  SECRET_NAME_INVALID: refused,
  SECRET_VALUE_INVALID: refused,
  SECRET_ORIGIN_INVALID: refused,
  SECRET_ORIGIN: refused,
  SECRET_IN_USE: refused,
  QUERY_INVALID: refused,
  TENANT_SET_UNKNOWN: refused,
  ACCOUNT_UNKNOWN: refused,
  PBX_UNKNOWN: refused,
  TENANT_SET_INVALID: refused,
  SORT_UNKNOWN: refused,
  CURSOR_INVALID: refused,
  INTEGRATION_UNKNOWN: refused,
  INTEGRATION_INVALID: refused,
  INTEGRATION_ENABLED: refused,
  INTEGRATION_CONFLICT: conflict,
  APPLICATIONS_OFF: refused,
  SCOPE_PLACE: refused,
  PLACE_MISMATCH: refused,
  DRAFT_NONE: refused,
  REQUEST_INVALID: refused,
  SECRET_UNKNOWN: secret,
  SANDBOX_NEEDS_RECEIVER: refused,
  SANDBOX_TARGET: refused,
  RECEIVER_NOT_RUNNING: refused,
  TARGET_RULE_INVALID: refused,
  DELIVERY_UNKNOWN: refused,
  DELIVERY_PENDING: conflict,
  DELIVERY_WORN_OUT: refused,
  REBUILD_UNKNOWN: refused,
  REPLAY_PLAN_UNKNOWN: conflict,
  REPLAY_EMPTY: refused,
  NOT_ARMED: refused,
  EVENT_PLACE: refused,
  POLICY_INVALID: refused,
  ENDPOINT_INVALID: refused,
  INTAKE_PAUSED: refused,
  JOB_UNKNOWN: refused,
  JOB_ENDED: conflict,
  RECEIVER_PORT_BUSY: conflict,
  RECEIVER_PORT_DENIED: refused,
  RECEIVER_RUNNING: conflict,
  CAPTURE_UNKNOWN: refused,
  USAGE: refused,
  FILE_MISSING: refused,
  FILE_UNREADABLE: refused,
  FILE_TOO_LARGE: refused,
  FILE_ENCODING: refused,
  FILE_UNWRITABLE: refused,
  FILE_LINE: refused,
  FILE_SYNTAX: refused,
  FILE_EMPTY: refused,
  FILE_INVALID: refused,
  NAME_AMBIGUOUS: refused,
  DRAFT_IN_THE_WAY: conflict,
  FOLDER_OWNED: conflict,
  PORT_BUSY: conflict,
  PORT_DENIED: refused,
  INTERRUPTED: interrupted,
};

/** An engine newer than this build may know more codes: those count as `no`. */
export function exitCodeOfError(code: string): ExitCode {
  return Object.hasOwn(byErrorCode, code) ? byErrorCode[code as ErrorCode] : no;
}

/** What a delivery that was waited for means to a script. */
export function exitCodeOfDelivery({
  outcome,
  result,
  error,
}: Pick<Delivery, 'outcome' | 'result' | 'error'>): ExitCode {
  if (outcome === 'delivered') return exitCodes.done;
  if (result === 'blocked') return refused;
  if (result === 'unreachable') return unreachable;
  // Dead without an attempt: the request could not be completed at send time.
  return result === null && error !== null ? exitCodeOfError(error.code) : no;
}
