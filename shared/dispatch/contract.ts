// Sending events, the delivery log, replay. `send` and `replay` answer that the intent is recorded; `watch` tells the outcome.
import * as z from 'zod';
import { type Contract, call, stream } from '../contract/contract.ts';
import { cursorPageInputSchema, pageOf } from '../contract/page.ts';
import { integrationsErrors } from '../integrations/errors.ts';
import { deliveryIdSchema } from '../kernel/ids.ts';
import { dialectFileSchema } from '../request/dialect.ts';
import { eventSchema } from '../request/event.ts';
import { integrationSchema } from '../request/integration.ts';
import { tenantsErrors } from '../tenants/errors.ts';
import { vaultErrors } from '../vault/errors.ts';
import { deliveryDetailSchema, deliverySchema } from './delivery.ts';
import { dispatchErrors } from './errors.ts';

const sendError = z.union([dispatchErrors.schema, integrationsErrors.schema, tenantsErrors.schema, vaultErrors.schema]);
const readError = z.union([dispatchErrors.schema, tenantsErrors.schema]);

/** `receiver`, or a URL that takes the place of the integration's request URL. */
const targetShape = {
  to: z.union([z.strictObject({ receiver: z.literal(true) }), z.strictObject({ url: z.string() })]).optional(),
  /** Send authentication to a target the secret is not bound to. Only a person may ask for it. */
  withAuth: z.boolean().default(false),
  /** Total, from connect to last byte. Without one, the setting. */
  deadlineMs: z.int().min(100).max(600_000).optional(),
  /** `loopback`, `private` or CIDR, for this delivery. */
  allowTargets: z.array(z.string()).default([]),
};

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
  ...targetShape,
});
export type SendInput = z.output<typeof sendInputSchema>;

const replayInputSchema = z.strictObject({
  deliveryId: z.string(),
  /** `exact`: the bytes of accept. `rebuilt`: the same event with today's integration and dialect. */
  mode: z.enum(['exact', 'rebuilt']).default('exact'),
  ...targetShape,
});

export const dispatchContract = {
  send: call({ input: sendInputSchema, output: z.object({ deliveryId: deliveryIdSchema }), error: sendError }),
  /** Byte-exact to the same target answers the same id with one more attempt; everything else is a new delivery. */
  replay: call({ input: replayInputSchema, output: z.object({ deliveryId: deliveryIdSchema }), error: sendError }),
  deliveries: call({ input: cursorPageInputSchema, output: pageOf(deliverySchema), error: readError }),
  delivery: call({ input: z.strictObject({ id: z.string() }), output: deliveryDetailSchema, error: readError }),
  /** The delivery as it stands, then again after each change. `seq` grows by one; it starts afresh with each subscription. */
  watch: stream({
    input: z.strictObject({ deliveryId: z.string() }),
    event: z.object({ type: z.enum(['snapshot', 'changed']), seq: z.int(), delivery: deliveryDetailSchema }),
  }),
  /** A snapshot without a delivery, then every delivery that was accepted or changed. `seq` as in `watch`. */
  watchLog: stream({
    input: z.strictObject({}),
    event: z.object({ type: z.enum(['snapshot', 'changed']), seq: z.int(), delivery: deliverySchema.nullable() }),
  }),
} satisfies Contract;
