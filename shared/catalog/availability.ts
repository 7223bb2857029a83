// Which field a trigger event can fill. The platform publishes no such table: this one is ours, and says how sure it is.
import type { FieldId } from './fields.ts';
import type { TriggerId } from './trigger-events.ts';

/** `never` is an error where an integration is saved, `unlikely` a warning. */
export type Availability = 'never' | 'unlikely' | 'expected';

/** `confirmed`: a published sample shows it. `inferred`: it follows from what the trigger is. */
export type Certainty = 'confirmed' | 'inferred';

export interface FieldAvailability {
  readonly availability: Availability;
  readonly certainty: Certainty;
}

interface TriggerFields {
  readonly never?: readonly FieldId[];
  readonly unlikely?: readonly FieldId[];
  readonly confirmed?: readonly FieldId[];
}

const callFields: readonly FieldId[] = [
  'source-number',
  'destination-number',
  'call-uuid',
  'ivr-name',
  'option-selected',
];
const ivrFields: readonly FieldId[] = ['ivr-name', 'option-selected'];

/** No user has answered yet, so there is no extension to speak of. */
const userFields: readonly FieldId[] = [
  'extension-number',
  'name',
  'outbound-phone-number',
  'has-voicemail',
  'enabled-calls',
];

/** What is in none of the lists is expected, and inferred. */
const byTrigger: Readonly<Record<TriggerId, TriggerFields>> = {
  'create-user': { never: callFields },
  'delete-user': { never: callFields },
  'modify-user': { never: callFields },
  'inbound-call-received': { never: ivrFields, unlikely: userFields },
  'inbound-call-answered': { never: ivrFields },
  'outbound-call-placed': { never: ivrFields },
  'ivr-call-received': { never: ['option-selected'], unlikely: userFields },
  'ivr-option-selected': {
    unlikely: userFields,
    confirmed: ['ivr-name', 'option-selected', 'call-uuid', 'source-number', 'destination-number', 'date-time'],
  },
};

export function fieldAvailability(trigger: TriggerId, field: FieldId): FieldAvailability {
  const { never, unlikely, confirmed } = byTrigger[trigger];
  if (never?.includes(field)) return { availability: 'never', certainty: 'inferred' };
  if (unlikely?.includes(field)) return { availability: 'unlikely', certainty: 'inferred' };
  return { availability: 'expected', certainty: confirmed?.includes(field) ? 'confirmed' : 'inferred' };
}
