// One portal's worth of accounts under one connection, and what is decided for all of them.
import * as z from 'zod';
import { tenantSetIdSchema } from '../kernel/ids.ts';
import { dialectFileSchema } from '../request/dialect.ts';

export const sandboxScaleSchema = z.strictObject({
  /** 1 to 10,000; PBXs and integrations follow in proportion (10,000 make 25,000 and 100,000). */
  accounts: z.int().min(1).max(10_000).default(200),
  seed: z.int().min(0).max(0xffff_ffff).default(1),
});
export type SandboxScale = z.output<typeof sandboxScaleSchema>;

export const tenantSetSchema = z.object({
  id: tenantSetIdSchema,
  name: z.string(),
  connector: z.enum(['sandbox']),
  /** Real customers stand behind it: tests go to the receiver unless armed. */
  live: z.boolean(),
  /** 1 to 8, one of the tenant colours. */
  colour: z.int(),
  dialect: dialectFileSchema,
  /** `loopback`, `private` or CIDR ranges that the target guard lets through for this set. */
  allowTargets: z.array(z.string()),
  counts: z.object({ accounts: z.int(), pbxs: z.int(), integrations: z.int() }),
});
export type TenantSet = z.infer<typeof tenantSetSchema>;
