// One made-up event per trigger, for previews and tests without an event file. Fictitious numbers and names only.
import type { CallType, FieldId } from './fields.ts';
import type { TriggerId } from './trigger-events.ts';

/** The shape of an event file, so that a sample goes wherever an event goes. */
export interface SampleEvent {
  trigger: TriggerId;
  occurredAt: string;
  timeZone: string;
  values: Partial<Record<FieldId, string | boolean | CallType[]>> & Record<string, string | boolean | string[]>;
}

type Values = Readonly<Partial<Record<FieldId, string | boolean | readonly CallType[]>>>;

/** When a sample occurs in previews; when it is sent, it occurs when it is accepted. */
const sampleOccurredAt = '2026-11-23T10:41:07+11:00';

const service: Values = {
  'service-uuid': '6f1c2f0a-3b7d-4f57-9a51-2d0c8b6e4a13',
  'service-name': 'gen_acme',
  'service-friendly-name': 'Acme Head Office',
};

const user: Values = {
  'extension-number': '201',
  name: 'Robin Castle',
  'outbound-phone-number': '0755501300',
  'has-voicemail': true,
  'enabled-calls': ['Local', 'National', 'Mobile'],
  ...service,
};

const inboundCall: Values = {
  ...service,
  'source-number': '0491570156',
  'destination-number': '0755501300',
  'call-uuid': 'b8e6d0c4-52a9-4d6e-8f3b-7c1a90e2d5f6',
};

const valuesByTrigger: Readonly<Record<TriggerId, Values>> = {
  'create-user': user,
  'delete-user': user,
  'modify-user': { ...user, 'has-voicemail': false, 'enabled-calls': ['Local', 'National', 'Mobile', 'International'] },
  'inbound-call-received': inboundCall,
  'inbound-call-answered': { ...user, ...inboundCall },
  'outbound-call-placed': {
    ...user,
    'source-number': '0755501300',
    'destination-number': '0491570157',
    'call-uuid': '3d94a7be-1c60-4e8f-b2d7-58f0c6a1e924',
  },
  'ivr-call-received': { ...inboundCall, 'ivr-name': 'Main Menu' },
  'ivr-option-selected': { ...inboundCall, 'ivr-name': 'Main Menu', 'option-selected': '2' },
};

/** A fresh copy each time, so that a caller may change it. */
export function sampleEvent(trigger: TriggerId): SampleEvent {
  const values = Object.entries(valuesByTrigger[trigger]).map(([field, value]) => [
    field,
    typeof value === 'object' ? [...value] : value,
  ]);
  return { trigger, occurredAt: sampleOccurredAt, timeZone: 'Australia/Sydney', values: Object.fromEntries(values) };
}
