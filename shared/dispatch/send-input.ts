// What can be sent, to where, and under which conditions: the inputs of `send`, `accept` and `replay`.
import * as z from 'zod';
import { dialectFileSchema } from '../request/dialect.ts';
import { eventSchema } from '../request/event.ts';
import { integrationSchema } from '../request/integration.ts';

export const targetShape = {
  /** `receiver`, or a URL that takes the place of the integration's request URL. */
  to: z.union([z.strictObject({ receiver: z.literal(true) }), z.strictObject({ url: z.string() })]).optional(),
  /** Send authentication to a target the secret is not bound to. Only a person may ask for it. */
  withAuth: z.boolean().default(false),
  /** Total, from connect to last byte. Without one, the endpoint's policy. */
  deadlineMs: z.int().min(100).max(600_000).optional(),
  /** `loopback`, `private` or CIDR, for this delivery. */
  allowTargets: z.array(z.string()).default([]),
};

/**
 * A tenant set with real customers behind it sends what a person made up to the receiver, unless armed with the number of requests
 * that will leave.
 */
export const armedShape = { confirm: z.int().min(1).optional() };

export const sendInputSchema = z.strictObject({
  integration: z.union([
    z.strictObject({ id: z.string() }),
    // A plain password or token in it is used from memory for this run and never written.
    z.strictObject({ file: integrationSchema }),
  ]),
  event: z.union([
    z.strictObject({ event: eventSchema }),
    // The built-in sample of the trigger, occurring now.
    z.strictObject({ sample: z.string() }),
  ]),
  /** Laid over the tenant set's dialect. */
  dialect: dialectFileSchema.optional(),
  /** By the endpoint's policy; without it one attempt is made. */
  isRetried: z.boolean().default(false),
  ...targetShape,
  ...armedShape,
});
export type SendInput = z.output<typeof sendInputSchema>;

export const mostEventsAtOnce = 1_000;

export const acceptInputSchema = z.strictObject({
  tenantSet: z.string().optional(),
  events: z
    .array(
      z.strictObject({
        /** Where it happened: the account for users, the PBX for calls. */
        accountId: z.string().optional(),
        serviceUuid: z.string().optional(),
        event: eventSchema,
      }),
    )
    .min(1)
    .max(mostEventsAtOnce),
  ...targetShape,
  ...armedShape,
});
export type AcceptInput = z.output<typeof acceptInputSchema>;

/** What a person changed of a delivery before it is sent again; what is left out stays as it was (`event`) or as it is today. */
export const replayEditSchema = z.strictObject({
  event: eventSchema.optional(),
  integration: integrationSchema.optional(),
});
export type ReplayEdit = z.output<typeof replayEditSchema>;
