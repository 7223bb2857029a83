// Tenant sets, accounts and PBXs: reading them, and the few things that can be decided for them.
import * as z from 'zod';
import { type Contract, call } from '../contract/contract.ts';
import { pageInputSchema, pageOf } from '../contract/page.ts';
import { accountSchema, extensionSchema, ivrSchema, pbxSchema } from './account.ts';
import { tenantsErrors } from './errors.ts';
import { sandboxScaleSchema, tenantSetSchema } from './tenant-set.ts';

const error = tenantsErrors.schema;

export const tenantsContract = {
  listSets: call({ input: z.strictObject({}), output: z.array(tenantSetSchema), error }),
  /** `live`, `dialect` and `allowTargets` replace what was there. */
  updateSet: call({
    input: z.strictObject({
      tenantSet: z.string(),
      live: z.boolean().optional(),
      dialect: tenantSetSchema.shape.dialect.optional(),
      allowTargets: z.array(z.string()).optional(),
    }),
    output: tenantSetSchema,
    error,
  }),
  accounts: call({ input: pageInputSchema, output: pageOf(accountSchema), error }),
  account: call({
    input: z.strictObject({ accountId: z.string() }),
    output: accountSchema.extend({ pbxs: z.array(pbxSchema) }),
    error,
  }),
  pbxs: call({ input: pageInputSchema, output: pageOf(pbxSchema), error }),
  pbx: call({
    input: z.strictObject({ serviceUuid: z.string() }),
    output: pbxSchema.extend({ extensions: z.array(extensionSchema), ivrs: z.array(ivrSchema) }),
    error,
  }),
  /** Turning Applications off keeps the PBX's integrations; they send nothing until it is on again. */
  setApplications: call({
    input: z.strictObject({ serviceUuid: z.string(), enabled: z.boolean() }),
    output: pbxSchema,
    error,
  }),
  /** Replaces the sandbox set's accounts, PBXs and integrations. Deliveries stay. */
  resetSandbox: call({ input: sandboxScaleSchema, output: tenantSetSchema, error }),
} satisfies Contract;
