// Sending events, the delivery log, replay, dead letters, policies. What changes the world answers that the intent is recorded; how it
// went is told by a stream: `watch` of one delivery, `watchLog` of all, `watchStatus` of dispatch as a whole, `jobs.watch` of a replay of many.
import * as z from 'zod';
import { type Contract, call, noErrors, stream } from '../contract/contract.ts';
import { cursorPageInputSchema } from '../contract/page.ts';
import { integrationsErrors } from '../integrations/errors.ts';
import { jobsErrors } from '../jobs/errors.ts';
import { deliveryIdSchema, jobIdSchema } from '../kernel/ids.ts';
import { problemSchema } from '../kernel/problem.ts';
import { builtRequestSchema } from '../request/built-request.ts';
import { tenantsErrors } from '../tenants/errors.ts';
import { vaultErrors } from '../vault/errors.ts';
import { deliveryDetailSchema, deliverySchema } from './delivery.ts';
import { deliveryTotalsSchema, histogramBarSchema } from './delivery-counts.ts';
import { dispatchStatusSchema, endpointHealthSchema } from './dispatch-status.ts';
import { policyPatchSchema, resolvedPolicySchema } from './endpoint-policy.ts';
import { dispatchErrors } from './errors.ts';
import { replayModeSchema, replayPlanSchema, replaySelectionSchema } from './replay-plan.ts';
import { acceptInputSchema, armedShape, replayEditSchema, sendInputSchema, targetShape } from './send-input.ts';

const sendError = z.union([dispatchErrors.schema, integrationsErrors.schema, tenantsErrors.schema, vaultErrors.schema]);
const readError = z.union([dispatchErrors.schema, tenantsErrors.schema]);

/** Some deliveries by id, or all that a query finds at that moment. */
const someDeliveries = replaySelectionSchema;
const setAndQuery = { tenantSet: z.string().optional(), query: z.string().default('') };

export const dispatchContract = {
  /** One event to one integration, named. No automatic retry unless asked for. */
  send: call({ input: sendInputSchema, output: z.object({ deliveryId: deliveryIdSchema }), error: sendError }),
  /**
   * Events as they happen: each goes to every enabled integration of its account or PBX that its trigger fires. All are accepted
   * or none; what was accepted is on the disk when this answers. Endpoints' policies hold, retries included.
   */
  accept: call({
    input: acceptInputSchema,
    /** In the order of the events; an event that no integration wants has none. */
    output: z.object({ deliveryIds: z.array(z.array(deliveryIdSchema)) }),
    error: sendError,
  }),
  /** Byte-exact to the same target answers the same id with one more attempt; everything else is a new delivery. */
  replay: call({
    input: z.strictObject({
      deliveryId: z.string(),
      mode: replayModeSchema.default('exact'),
      /** What a person changed before sending it again: then it is rebuilt from this. */
      edit: replayEditSchema.optional(),
      ...targetShape,
      ...armedShape,
    }),
    output: z.object({ deliveryId: deliveryIdSchema }),
    error: sendError,
  }),
  /** What `replay` would send, beside what was sent; secrets masked. Nothing is sent or recorded. */
  previewReplay: call({
    input: z.strictObject({ deliveryId: z.string(), mode: replayModeSchema, edit: replayEditSchema.optional() }),
    output: z.object({
      sent: builtRequestSchema,
      /** null: it cannot be built; `problems` says why. */
      next: builtRequestSchema.nullable(),
      problems: z.array(problemSchema),
    }),
    error: sendError,
  }),
  /** Freezes what is selected now and says what a replay would do. Nothing is sent. */
  planReplay: call({
    input: z.strictObject({
      selection: replaySelectionSchema,
      mode: replayModeSchema.default('exact'),
      ...targetShape,
    }),
    output: replayPlanSchema,
    error: sendError,
  }),
  /** Begins a job over exactly what the plan froze. */
  startReplay: call({
    input: z.strictObject({
      planId: z.string(),
      ratePerSecond: z.number().min(0.1).max(1_000).default(10),
      /** Pauses after so many failures; 0: never. */
      stopAfter: z.int().min(0).default(5),
      /** The plan's count, typed by a person; needed when `isLive`. */
      confirm: z.int().optional(),
    }),
    output: z.object({ jobId: jobIdSchema }),
    error: z.union([dispatchErrors.schema, jobsErrors.schema, vaultErrors.schema]),
  }),
  /** Dead ones become pending with their whole retry schedule before them. Answers those it did it to; others were not dead. */
  requeue: call({ input: someDeliveries, output: z.object({ ids: z.array(deliveryIdSchema) }), error: readError }),
  /** Dead ones become cancelled, and leave the list of dead letters. `restore` undoes it. */
  discard: call({ input: someDeliveries, output: z.object({ ids: z.array(deliveryIdSchema) }), error: readError }),
  /** Undoes `discard`, of these; others are left alone. */
  restore: call({
    input: z.strictObject({ ids: z.array(z.string()).min(1).max(10_000) }),
    output: z.object({ ids: z.array(deliveryIdSchema) }),
    error: readError,
  }),
  /** Pending ones become cancelled; what is under way ends as it ends. */
  cancel: call({ input: someDeliveries, output: z.object({ ids: z.array(deliveryIdSchema) }), error: readError }),
  /** Pending deliveries of an integration: how many there are, and how many would be sent otherwise if they were retargeted. */
  pendingOf: call({
    input: z.strictObject({ integrationId: z.string() }),
    output: z.object({ pending: z.int(), outdated: z.int() }),
    error: readError,
  }),
  /** Builds pending deliveries again with today's integration. What was begun stays as it is. */
  retarget: call({
    input: z.strictObject({ integrationId: z.string() }),
    output: z.object({ retargeted: z.int() }),
    error: sendError,
  }),
  /** Sending to an integration whose endpoint answered 410 goes on. */
  allowSending: call({ input: z.strictObject({ integrationId: z.string() }), output: z.object({}), error: readError }),

  /** Newest first, or oldest first with sort `acceptedAt`. `total` is null where only counting would tell: ask `count`. */
  deliveries: call({
    input: cursorPageInputSchema,
    output: z.object({ total: z.int().nullable(), nextCursor: z.string().nullable(), items: z.array(deliverySchema) }),
    error: readError,
  }),
  count: call({ input: z.strictObject(setAndQuery), output: z.object({ total: z.int() }), error: readError }),
  totals: call({ input: z.strictObject(setAndQuery), output: deliveryTotalsSchema, error: readError }),
  /** `bars` of equal length from `from` until `until`, oldest first. */
  histogram: call({
    input: z.strictObject({
      ...setAndQuery,
      from: z.iso.datetime(),
      until: z.iso.datetime(),
      bars: z.int().min(1).max(200),
    }),
    output: z.array(histogramBarSchema),
    error: readError,
  }),
  /** The last 24 hours of each integration, an hour a member, oldest first: how many were accepted, and how many of them failed. */
  activity: call({
    input: z.strictObject({ integrationIds: z.array(z.string()).max(500) }),
    output: z.record(z.string(), z.object({ accepted: z.array(z.int()), failed: z.array(z.int()) })),
    error: noErrors,
  }),
  delivery: call({ input: z.strictObject({ id: z.string() }), output: deliveryDetailSchema, error: readError }),
  /** With all attempts, for exports; in the order of the ids, without those that are not there. */
  details: call({
    input: z.strictObject({ ids: z.array(z.string()).min(1).max(50) }),
    output: z.array(deliveryDetailSchema),
    error: readError,
  }),
  /** The delivery as it stands, then again after each change. `seq` grows by one; it starts afresh with each subscription. */
  watch: stream({
    input: z.strictObject({ deliveryId: z.string() }),
    event: z.object({ type: z.enum(['snapshot', 'changed']), seq: z.int(), delivery: deliveryDetailSchema }),
  }),
  /** A snapshot without deliveries, then those that were accepted or changed, together and a few times a second at most; `isMore`: there were too many to tell. */
  watchLog: stream({
    input: z.strictObject({}),
    event: z.object({
      type: z.enum(['snapshot', 'changed']),
      seq: z.int(),
      deliveries: z.array(deliverySchema),
      isMore: z.boolean(),
    }),
  }),
  /** The status, then again after each change, a few times a second at most. */
  watchStatus: stream({
    input: z.strictObject({}),
    event: z.object({ type: z.enum(['snapshot', 'changed']), seq: z.int(), status: dispatchStatusSchema }),
  }),

  /** An endpoint's policy, each member with its source; without an endpoint the tenant set's own. */
  policy: call({
    input: z.strictObject({ tenantSet: z.string().optional(), endpoint: z.string().optional() }),
    output: resolvedPolicySchema,
    error: readError,
  }),
  /** Of a tenant set, or of one endpoint in it. Holds from the next attempt on. */
  setPolicy: call({
    input: z.strictObject({
      tenantSet: z.string().optional(),
      endpoint: z.string().optional(),
      patch: policyPatchSchema,
    }),
    output: resolvedPolicySchema,
    error: readError,
  }),
  /** Endpoints with a policy of their own, or that were sent to in the last day; worst first. */
  endpoints: call({
    input: z.strictObject({ tenantSet: z.string().optional(), limit: z.int().min(1).max(500).default(100) }),
    output: z.array(endpointHealthSchema.extend({ hasOwnPolicy: z.boolean() })),
    error: readError,
  }),
  /** Closes a breaker by hand: what waits for it is sent. */
  closeBreaker: call({ input: z.strictObject({ endpoint: z.string() }), output: z.object({}), error: readError }),
} satisfies Contract;
