// What fires an integration: the platform's eight trigger events with the words its portal uses. Data only.

export const triggerIds = [
  'create-user',
  'delete-user',
  'modify-user',
  'inbound-call-received',
  'inbound-call-answered',
  'outbound-call-placed',
  'ivr-call-received',
  'ivr-option-selected',
] as const;
export type TriggerId = (typeof triggerIds)[number];

export interface TriggerEvent {
  readonly id: TriggerId;
  /** `account`: the three user changes. `service`: the five call events of one PBX. */
  readonly scope: 'account' | 'service';
  /** As the form's drop-down says it. */
  readonly label: string;
  /** As the portal's list says it. */
  readonly listLabel: string;
  /** What a person choosing this trigger must know. */
  readonly note?: string;
}

const pickUpNote =
  'A call picked up with ** is not seen as answered: the platform counts it as an outbound, internal call.';

/** In the order of the portal's drop-downs. */
export const triggerEvents: readonly TriggerEvent[] = [
  { id: 'create-user', scope: 'account', label: 'Create User', listLabel: 'Create User' },
  { id: 'delete-user', scope: 'account', label: 'Delete User', listLabel: 'Delete User' },
  { id: 'modify-user', scope: 'account', label: 'Modify User', listLabel: 'Modify User' },
  { id: 'inbound-call-received', scope: 'service', label: 'Inbound Call Received', listLabel: 'Inbound Received' },
  {
    id: 'inbound-call-answered',
    scope: 'service',
    label: 'Inbound Call Answered',
    listLabel: 'Inbound Answered',
    note: pickUpNote,
  },
  { id: 'outbound-call-placed', scope: 'service', label: 'Outbound Call Placed', listLabel: 'Outbound Placed' },
  { id: 'ivr-call-received', scope: 'service', label: 'IVR Call Received', listLabel: 'Ivr Received' },
  { id: 'ivr-option-selected', scope: 'service', label: 'IVR Option Selected', listLabel: 'Ivr Selected' },
];

const byId: ReadonlyMap<string, TriggerEvent> = new Map(triggerEvents.map((trigger) => [trigger.id, trigger]));

export function findTrigger(id: string): TriggerEvent | undefined {
  return byId.get(id);
}
