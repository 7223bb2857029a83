// An event as people write it and as the contract carries it: one occurrence of a trigger with typed values for fields.
import * as z from 'zod';

type FieldValues = Record<string, string | boolean | string[]>;

/** By hand: events come by the thousand, and a record of unions costs ten times as much as all the rest of one. */
const fieldValuesSchema = z.custom<FieldValues>(isFieldValues).meta({
  type: 'object',
  additionalProperties: {
    anyOf: [{ type: 'string' }, { type: 'boolean' }, { type: 'array', items: { type: 'string' } }],
  },
});

function isFieldValues(value: unknown): value is FieldValues {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const isText = (item: unknown) => typeof item === 'string';
  return Object.values(value).every(
    (found) => isText(found) || typeof found === 'boolean' || (Array.isArray(found) && found.every(isText)),
  );
}

export const eventSchema = z.strictObject({
  trigger: z.string(),
  /** ISO 8601 with an offset; fractions of a second are dropped, never rounded. */
  occurredAt: z.string(),
  /** IANA name; how `date-time` is seen. */
  timeZone: z.string(),
  /** By field id. `date-time` is never here: it is `occurredAt` seen in `timeZone`. */
  values: fieldValuesSchema,
});
/** Named so because `Event` is the browser's. */
export type PbxEvent = z.infer<typeof eventSchema>;

export const defaultTimeZone = 'Australia/Sydney';
