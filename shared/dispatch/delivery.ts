// Deliveries and attempts as the log shows them. How a delivery moves is described here, once.
import * as z from 'zod';
import { deliveryIdSchema, integrationIdSchema, tenantSetIdSchema } from '../kernel/ids.ts';
import { builtRequestSchema, headerListSchema } from '../request/built-request.ts';
import { dialectFileSchema } from '../request/dialect.ts';
import { eventSchema } from '../request/event.ts';
import { integrationSchema } from '../request/integration.ts';

/**
 * pending → delivered | dead | cancelled, dead → pending | cancelled, cancelled → dead, delivered → pending → delivered.
 * - accept makes a delivery `pending`; it stays so while an attempt runs and while one may still come.
 * - an attempt that ends `delivered` makes it `delivered`; any other end, when no further attempt is due, makes it `dead`.
 * - a byte-exact replay to the same target is one more attempt: `dead` and `delivered` become `pending` for it. What was delivered
 *   once ends `delivered` again, however that attempt ends.
 * - requeueing makes `dead` `pending` with its whole retry schedule before it; discarding makes `dead` `cancelled`, and undoing
 *   that makes it `dead` again.
 * - deleting its integration, or a person, makes a `pending` delivery `cancelled`.
 */
export const outcomes = ['pending', 'delivered', 'dead', 'cancelled'] as const;
export const outcomeSchema = z.enum(outcomes);
export type Outcome = z.infer<typeof outcomeSchema>;

/** How one attempt ended. Closed: 2xx · 3xx · 4xx · 5xx · deadline · DNS, connect, TLS · malformed or cut off · target guard. */
export const results = [
  'delivered',
  'redirected',
  'refused',
  'failing',
  'timed-out',
  'unreachable',
  'protocol-error',
  'blocked',
] as const;
export const resultSchema = z.enum(results);
export type AttemptResult = z.infer<typeof resultSchema>;

/** Why an attempt ended without a whole answer, or a delivery died without an attempt. */
export const attemptErrorSchema = z.object({
  /** `DNS_FAILED` `CONNECT_REFUSED` `CONNECT_TIMEOUT` `TLS_EXPIRED` `DEADLINE` `TARGET_PRIVATE` … */
  code: z.string(),
  message: z.string(),
});
export type AttemptError = z.infer<typeof attemptErrorSchema>;

/** Milliseconds from the attempt's start; null for what did not happen (a kept-alive connection has no DNS, connect and TLS). */
export const timingSchema = z.object({
  dnsMs: z.number().nullable(),
  connectMs: z.number().nullable(),
  tlsMs: z.number().nullable(),
  firstByteMs: z.number().nullable(),
  totalMs: z.number(),
});
export type Timing = z.infer<typeof timingSchema>;

/** What came back. Secrets we know are replaced before it is written. */
const responseSchema = z.object({
  status: z.int(),
  headers: headerListSchema,
  /** The first 64 KiB, as they came: never decompressed. */
  bodyBase64: z.string(),
  isCut: z.boolean(),
});

export const attemptSchema = z.object({
  number: z.int(),
  kind: z.enum(['first', 'retry', 'replay']),
  startedAt: z.string(),
  result: resultSchema,
  status: z.int().nullable(),
  durationMs: z.number(),
  error: attemptErrorSchema.nullable(),
  timing: timingSchema,
  /** Header lines as sent, in order, with the client's own; secrets masked. Empty when nothing was sent. */
  sentHeaders: headerListSchema,
  response: responseSchema.nullable(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** breaker: the endpoint fails too often · disabled: its integration is · gone: 410, sending is off · vault: it is locked · storage: the disk is full. */
export const waitReasonSchema = z.enum(['breaker', 'disabled', 'gone', 'vault', 'storage']);
export type WaitReason = z.infer<typeof waitReasonSchema>;

export const deliverySchema = z.object({
  id: deliveryIdSchema,
  /** null: the integration came from a file and belongs to no tenant set. */
  tenantSet: tenantSetIdSchema.nullable(),
  integrationId: integrationIdSchema.nullable(),
  integrationName: z.string(),
  accountName: z.string().nullable(),
  pbxName: z.string().nullable(),
  trigger: z.string(),
  acceptedAt: z.string(),
  outcome: outcomeSchema,
  /** The last attempt's. */
  result: resultSchema.nullable(),
  status: z.int().nullable(),
  error: attemptErrorSchema.nullable(),
  attemptCount: z.int(),
  durationMs: z.number().nullable(),
  method: z.enum(['GET', 'POST']),
  /** Where it went. */
  url: z.string(),
  /** The integration's own URL, when another target took its place; else null. */
  originalUrl: z.string().nullable(),
  replayOf: deliveryIdSchema.nullable(),
  /** Origin and path of `url`: what breaker and policy go by. */
  endpoint: z.string(),
  /** Whether failed attempts are followed by others by themselves. */
  isRetried: z.boolean(),
  /** When the next attempt is due, of a pending delivery that waits for its time. */
  nextAttemptAt: z.string().nullable(),
  /** Why a pending delivery that is due is not being sent; null while it is under way or only waits for its time or turn. */
  waitsFor: waitReasonSchema.nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const deliveryDetailSchema = deliverySchema.extend({
  /** As built at accept, secrets masked. */
  request: builtRequestSchema,
  assumptions: z.array(z.string()),
  event: eventSchema,
  /** The snapshot of accept; secrets by reference. */
  integration: integrationSchema,
  dialect: dialectFileSchema,
  attempts: z.array(attemptSchema),
});
export type DeliveryDetail = z.infer<typeof deliveryDetailSchema>;
