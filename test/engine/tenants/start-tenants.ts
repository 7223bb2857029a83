// Tenants and integrations on a real database in a temporary folder, with a clock that stands still and a vault that only remembers.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type * as z from 'zod';
import type { Database } from '../../../electron/engine/database/database.ts';
import { openDatabase } from '../../../electron/engine/database/open-database.ts';
import {
  createIntegrations,
  type Integrations,
  type IntegrationsAct,
  type SecretStore,
} from '../../../electron/engine/integrations/integrations.ts';
import { createTenants, type Tenants, type TenantsAct } from '../../../electron/engine/tenants/tenants.ts';
import type { integrationRecordSchema } from '../../../shared/integrations/record.ts';
import { type AppError, Failure } from '../../../shared/kernel/app-error.ts';
import { type Integration, integrationSchema } from '../../../shared/request/integration.ts';

/** A record as a handler answers it. */
export type Listed = z.input<typeof integrationRecordSchema>;

export interface Started {
  readonly folder: string;
  readonly database: Database;
  readonly tenants: Tenants;
  readonly integrations: Integrations;
  readonly acts: (TenantsAct | IntegrationsAct)[];
  /** Milliseconds since the epoch; assign it to move the clock. */
  readonly clock: { nowMs: number };
  close(): Promise<void>;
}

export interface StartOptions {
  /** Else a new folder that goes when the test ends. */
  readonly folder?: string;
  readonly vault?: SecretStore;
  /** Runs inside the transaction of each act, before it is told. */
  onAct?(act: TenantsAct | IntegrationsAct): void;
}

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-tenants-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function startTenants({ folder = makeFolder(), vault = noVault, onAct: hear }: StartOptions = {}): Started {
  const database = openDatabase(join(folder, 'switchhook.db'));
  const clock = { nowMs: Date.UTC(2026, 10, 23) };
  const acts: Started['acts'] = [];
  const onAct = (act: TenantsAct | IntegrationsAct) => {
    hear?.(act);
    acts.push(act);
  };
  let minted = 0;
  const bytes = (count: number) => new Uint8Array(count).fill(0).map((_, index) => (index === 0 ? minted++ : index));
  const ports = { database, onAct, clock: { now: () => clock.nowMs } };
  const tenants = createTenants({ ...ports, isTargetRule: (rule) => rule === 'loopback' || rule === 'private' });
  const integrations = createIntegrations({ ...ports, random: { bytes }, tenants, vault });
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await tenants.close();
    database.close();
  };
  onTestFinished(close);
  return { folder, database, tenants, integrations, acts, clock, close };
}

const noVault: SecretStore = {
  moveIn: () => Promise.reject(new Error('no secret was expected')),
};

/** The declared failure that `act` ends in. */
export async function failureOf(act: () => unknown): Promise<AppError> {
  try {
    await act();
  } catch (cause) {
    if (cause instanceof Failure) return cause.error;
    throw cause;
  }
  throw new Error('it did not fail');
}

export async function codeOf(act: () => unknown): Promise<string> {
  return (await failureOf(act)).code;
}

/** What a person edits of a record: without where it lives. */
export function fileOf(record: Listed): Integration {
  return integrationSchema.strip().parse(record);
}
