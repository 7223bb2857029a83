// A replay of many: what was selected is frozen with the plan, estimated, confirmed, and then done as a job, exactly as it was shown.
import * as z from 'zod';
import { tenantSetIdSchema } from '../kernel/ids.ts';

/** exact: the bytes of accept. rebuilt: the same events with today's integrations and dialect. */
export const replayModeSchema = z.enum(['exact', 'rebuilt']);
export type ReplayMode = z.infer<typeof replayModeSchema>;

export const replaySelectionSchema = z.union([
  z.strictObject({ ids: z.array(z.string()).min(1).max(10_000) }),
  /** The query as typed; a time window is `since:` and `until:` in it. */
  z.strictObject({ query: z.string(), tenantSet: z.string().optional() }),
]);
export type ReplaySelection = z.infer<typeof replaySelectionSchema>;

export const replayPlanSchema = z.object({
  planId: z.string(),
  /** How many will be sent again. */
  count: z.int(),
  /** Selected, and left out with a reason: still pending, or the integration is gone and so cannot be rebuilt. */
  leftOut: z.array(z.object({ reason: z.string(), count: z.int() })),
  /** Where they go, most first. */
  targets: z.array(z.object({ origin: z.string(), count: z.int() })),
  integrations: z.int(),
  /** Of a tenant set with real customers behind it: `start` needs `confirm` with this plan's count. */
  isLive: z.boolean(),
  tenantSets: z.array(tenantSetIdSchema),
  /** When the rebuilt bytes differ from those of accept: in how many. null for byte-exact. */
  changed: z.int().nullable(),
  /** The plan is forgotten after this; nothing was sent. */
  expiresAt: z.string(),
});
export type ReplayPlan = z.infer<typeof replayPlanSchema>;
