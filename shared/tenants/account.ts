// Accounts and PBXs as the last known state of the portal, with the numbers a list shows.
import * as z from 'zod';
import { accountIdSchema, serviceUuidSchema } from '../kernel/ids.ts';

export const accountSchema = z.object({
  accountId: accountIdSchema,
  name: z.string(),
  /** IANA. */
  timeZone: z.string(),
  status: z.enum(['active', 'suspended']),
  revision: z.int(),
  /** ISO 8601, UTC. */
  updatedAt: z.string(),
  pbxCount: z.int(),
  integrationCount: z.int(),
  tags: z.array(z.string()),
});
export type Account = z.infer<typeof accountSchema>;

export const pbxSchema = z.object({
  serviceUuid: serviceUuidSchema,
  accountId: accountIdSchema,
  accountName: z.string(),
  /** Made by the system, as `gen_acme`. */
  serviceName: z.string(),
  /** The customer's own. */
  friendlyName: z.string(),
  timeZone: z.string(),
  /** Without it a PBX has no service integrations. */
  applicationsEnabled: z.boolean(),
  integrationCount: z.int(),
  revision: z.int(),
  updatedAt: z.string(),
});
export type Pbx = z.infer<typeof pbxSchema>;

export const extensionSchema = z.object({
  /** 3 or 4 digits. */
  extensionNumber: z.string(),
  name: z.string(),
  /** National digits, as `0755501300`. */
  outboundPhoneNumber: z.string(),
  hasVoicemail: z.boolean(),
  enabledCalls: z.array(z.string()),
  office: z.string(),
});
export type Extension = z.infer<typeof extensionSchema>;

export const ivrSchema = z.object({
  name: z.string(),
  options: z.array(z.object({ digit: z.string(), label: z.string() })),
});
export type Ivr = z.infer<typeof ivrSchema>;
