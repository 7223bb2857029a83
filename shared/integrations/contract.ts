// Integrations of every tenant set: list, read, create, change, switch on and off, delete; and drafts.
import * as z from 'zod';
import { type Contract, call, stream } from '../contract/contract.ts';
import { pageInputSchema, pageOf } from '../contract/page.ts';
import { integrationSchema } from '../request/integration.ts';
import { tenantsErrors } from '../tenants/errors.ts';
import { vaultErrors } from '../vault/errors.ts';
import { integrationsErrors } from './errors.ts';
import { draftSchema, integrationRecordSchema, savedSchema } from './record.ts';

const one = z.strictObject({ id: z.string() });
const readError = z.union([integrationsErrors.schema, tenantsErrors.schema]);
// A plain password or token of a file moves into the vault on its way in, so saving can fail as the vault does.
const saveError = z.union([integrationsErrors.schema, tenantsErrors.schema, vaultErrors.schema]);

export const integrationsContract = {
  list: call({ input: pageInputSchema, output: pageOf(integrationRecordSchema), error: readError }),
  get: call({ input: one, output: integrationRecordSchema, error: readError }),
  create: call({
    input: z.strictObject({
      tenantSet: z.string().optional(),
      accountId: z.string(),
      serviceUuid: z.string().optional(),
      integration: integrationSchema,
    }),
    output: savedSchema,
    error: saveError,
  }),
  /** Replaces the whole integration. With `ifRevision`, only if nobody changed it since. A saved edit ends the draft. */
  save: call({
    input: z.strictObject({ id: z.string(), integration: integrationSchema, ifRevision: z.int().optional() }),
    output: savedSchema,
    error: saveError,
  }),
  /** The copy is disabled. Without a place it stays beside the original. */
  duplicate: call({
    input: z.strictObject({
      id: z.string(),
      name: z.string().optional(),
      accountId: z.string().optional(),
      serviceUuid: z.string().optional(),
    }),
    output: savedSchema,
    error: saveError,
  }),
  setEnabled: call({
    input: z.strictObject({ id: z.string(), enabled: z.boolean() }),
    output: integrationRecordSchema,
    error: readError,
  }),
  delete: call({ input: one, output: z.object({ id: z.string() }), error: readError }),
  draft: call({ input: one, output: draftSchema.nullable(), error: readError }),
  saveDraft: call({
    input: z.strictObject({ id: z.string(), integration: integrationSchema }),
    output: draftSchema,
    error: saveError,
  }),
  /** Grows with every change of an integration, a draft, a PBX's Applications or a tenant set: what was read before may be old. */
  watch: stream({
    input: z.strictObject({}),
    event: z.object({ type: z.literal('changed'), seq: z.int(), revision: z.int() }),
  }),
  discardDraft: call({ input: one, output: z.object({ id: z.string() }), error: readError }),
} satisfies Contract;
