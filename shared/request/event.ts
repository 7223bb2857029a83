// An event as people write it and as the contract carries it: one occurrence of a trigger with typed values for fields.
import * as z from 'zod';

const fieldValueSchema = z.union([z.string(), z.boolean(), z.array(z.string())]);

export const eventSchema = z.strictObject({
  trigger: z.string(),
  /** ISO 8601 with an offset; fractions of a second are dropped, never rounded. */
  occurredAt: z.string(),
  /** IANA name; how `date-time` is seen. */
  timeZone: z.string(),
  /** By field id. `date-time` is never here: it is `occurredAt` seen in `timeZone`. */
  values: z.record(z.string(), fieldValueSchema),
});
/** Named so because `Event` is the browser's. */
export type PbxEvent = z.infer<typeof eventSchema>;

export const defaultTimeZone = 'Australia/Sydney';
