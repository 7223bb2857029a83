// The values the platform can send, with the labels of its drop-down. Data only.

export const fieldIds = [
  'extension-number',
  'name',
  'outbound-phone-number',
  'has-voicemail',
  'enabled-calls',
  'date-time',
  'service-uuid',
  'service-name',
  'service-friendly-name',
  'source-number',
  'destination-number',
  'call-uuid',
  'ivr-name',
  'option-selected',
] as const;
export type FieldId = (typeof fieldIds)[number];

/** `instant` is when the event occurred and never stands among an event's values. */
export type FieldType = 'string' | 'boolean' | 'call-types' | 'instant';

export interface Field {
  readonly id: FieldId;
  /** As the portal's drop-down says it. */
  readonly label: string;
  readonly type: FieldType;
}

/** In the order of the portal's drop-down. */
export const fields: readonly Field[] = [
  { id: 'extension-number', label: 'Extension Number', type: 'string' },
  { id: 'name', label: 'Name', type: 'string' },
  { id: 'outbound-phone-number', label: 'Outbound Phone Number', type: 'string' },
  { id: 'has-voicemail', label: 'Has Voicemail', type: 'boolean' },
  { id: 'enabled-calls', label: 'Enabled Calls', type: 'call-types' },
  { id: 'date-time', label: 'Date/Time', type: 'instant' },
  { id: 'service-uuid', label: 'Service UUID', type: 'string' },
  { id: 'service-name', label: 'Service Name', type: 'string' },
  { id: 'service-friendly-name', label: 'Service Friendly Name', type: 'string' },
  { id: 'source-number', label: 'Source Number', type: 'string' },
  { id: 'destination-number', label: 'Destination Number', type: 'string' },
  { id: 'call-uuid', label: 'Call UUID', type: 'string' },
  { id: 'ivr-name', label: 'IVR Name', type: 'string' },
  { id: 'option-selected', label: 'Option Selected', type: 'string' },
];

const byId: ReadonlyMap<string, Field> = new Map(fields.map((field) => [field.id, field]));

export function findField(id: string): Field | undefined {
  return byId.get(id);
}

/** What `enabled-calls` may list, in the manual's order. */
export const callTypes = [
  'Local',
  'National',
  'Mobile',
  'International',
  'International Other',
  'Premium',
  'Other',
] as const;
export type CallType = (typeof callTypes)[number];
