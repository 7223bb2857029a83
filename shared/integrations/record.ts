// An integration as a tenant set keeps it: what people write, where it lives and which state it is in.
import * as z from 'zod';
import { accountIdSchema, integrationIdSchema, serviceUuidSchema, tenantSetIdSchema } from '../kernel/ids.ts';
import { problemSchema } from '../kernel/problem.ts';
import { integrationSchema } from '../request/integration.ts';

/** What follows from where an integration lives. */
const placeShape = {
  id: integrationIdSchema,
  tenantSet: tenantSetIdSchema,
  accountId: accountIdSchema,
  accountName: z.string(),
  serviceUuid: serviceUuidSchema.nullable(),
  serviceName: z.string().nullable(),
  friendlyName: z.string().nullable(),
  timeZone: z.string(),
  /** null at account scope. */
  applicationsEnabled: z.boolean().nullable(),
  revision: z.int(),
  updatedAt: z.string(),
  hasDraft: z.boolean(),
};

/** Plain secrets never leave the engine: `password` and `token` are `{ secret }`, `{ set: true }` or the empty string. */
export const integrationRecordSchema = integrationSchema.extend(placeShape);
export type IntegrationRecord = z.infer<typeof integrationRecordSchema>;

/** A draft may be broken: it is what a person has typed so far. It survives a restart and is never sent. */
export const draftSchema = z.object({
  integrationId: integrationIdSchema,
  /** The revision it was begun from. */
  baseRevision: z.int(),
  integration: integrationSchema,
  problems: z.array(problemSchema),
  savedAt: z.string(),
});
export type Draft = z.infer<typeof draftSchema>;

/** What create and save answer: the record, and warnings that did not stop it. */
export const savedSchema = z.object({ record: integrationRecordSchema, problems: z.array(problemSchema) });
