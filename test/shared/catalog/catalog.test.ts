import { describe, expect, it } from 'vitest';
import { fieldAvailability } from '../../../shared/catalog/availability.ts';
import { callTypes, fieldIds, fields, findField } from '../../../shared/catalog/fields.ts';
import { findProfile, profileIds, profiles, triggerLabelsOf } from '../../../shared/catalog/profiles.ts';
import { sampleEvent } from '../../../shared/catalog/sample-events.ts';
import { findTrigger, type TriggerId, triggerEvents, triggerIds } from '../../../shared/catalog/trigger-events.ts';

describe('trigger events', () => {
  it('are three of an account and five of a service, in the order of the portal', () => {
    expect(triggerEvents.map(({ id, scope }) => `${scope} ${id}`)).toEqual([
      'account create-user',
      'account delete-user',
      'account modify-user',
      'service inbound-call-received',
      'service inbound-call-answered',
      'service outbound-call-placed',
      'service ivr-call-received',
      'service ivr-option-selected',
    ]);
    expect(triggerEvents.map(({ id }) => id)).toEqual(triggerIds);
  });

  it("carry the form's label and the list's shorter one", () => {
    expect(triggerEvents.map(({ label, listLabel }) => [label, listLabel])).toEqual([
      ['Create User', 'Create User'],
      ['Delete User', 'Delete User'],
      ['Modify User', 'Modify User'],
      ['Inbound Call Received', 'Inbound Received'],
      ['Inbound Call Answered', 'Inbound Answered'],
      ['Outbound Call Placed', 'Outbound Placed'],
      ['IVR Call Received', 'Ivr Received'],
      ['IVR Option Selected', 'Ivr Selected'],
    ]);
  });

  it('warn about ** beside the answered call and nowhere else', () => {
    expect(triggerEvents.filter(({ note }) => note?.includes('**')).map(({ id }) => id)).toEqual([
      'inbound-call-answered',
    ]);
  });

  it('are found by their own ids only', () => {
    expect(findTrigger('create-user')?.label).toBe('Create User');
    for (const id of ['Create User', 'CREATE-USER', '__proto__', 'constructor', ''])
      expect(findTrigger(id)).toBeUndefined();
  });
});

describe('fields', () => {
  it('are the fourteen of the manual with its labels', () => {
    expect(fields.map(({ label }) => label)).toEqual([
      ...['Extension Number', 'Name', 'Outbound Phone Number', 'Has Voicemail', 'Enabled Calls', 'Date/Time'],
      ...['Service UUID', 'Service Name', 'Service Friendly Name', 'Source Number', 'Destination Number'],
      ...['Call UUID', 'IVR Name', 'Option Selected'],
    ]);
    expect(fields.map(({ id }) => id)).toEqual(fieldIds);
  });

  it('are strings but for three', () => {
    expect(fields.filter(({ type }) => type !== 'string').map(({ id, type }) => [id, type])).toEqual([
      ['has-voicemail', 'boolean'],
      ['enabled-calls', 'call-types'],
      ['date-time', 'instant'],
    ]);
  });

  it('are found by their own ids only', () => {
    expect(findField('date-time')?.label).toBe('Date/Time');
    expect(findField('__proto__')).toBeUndefined();
    expect(findField('Name')).toBeUndefined();
  });

  it('list the seven call types in the order of the manual', () => {
    expect(callTypes.join(', ')).toBe('Local, National, Mobile, International, International Other, Premium, Other');
  });
});

describe('availability', () => {
  const withAvailability = (trigger: TriggerId, wanted: string) =>
    fieldIds.filter((field) => fieldAvailability(trigger, field).availability === wanted);
  const callFields = ['source-number', 'destination-number', 'call-uuid', 'ivr-name', 'option-selected'];
  const userFields = ['extension-number', 'name', 'outbound-phone-number', 'has-voicemail', 'enabled-calls'];

  it.each([
    ['create-user', callFields, []],
    ['delete-user', callFields, []],
    ['modify-user', callFields, []],
    ['inbound-call-received', ['ivr-name', 'option-selected'], userFields],
    ['inbound-call-answered', ['ivr-name', 'option-selected'], []],
    ['outbound-call-placed', ['ivr-name', 'option-selected'], []],
    ['ivr-call-received', ['option-selected'], userFields],
    ['ivr-option-selected', [], userFields],
  ] as const)('of %s', (trigger, never, unlikely) => {
    expect(withAvailability(trigger, 'never')).toEqual(never);
    expect(withAvailability(trigger, 'unlikely')).toEqual(unlikely);
    expect(withAvailability(trigger, 'expected')).toHaveLength(fieldIds.length - never.length - unlikely.length);
  });

  it('is confirmed only where a published sample shows the field', () => {
    const confirmed = triggerIds.flatMap((trigger) =>
      fieldIds
        .filter((field) => fieldAvailability(trigger, field).certainty === 'confirmed')
        .map((field) => `${trigger} ${field}`),
    );
    expect(confirmed).toEqual(
      ['date-time', 'source-number', 'destination-number', 'call-uuid', 'ivr-name', 'option-selected'].map(
        (field) => `ivr-option-selected ${field}`,
      ),
    );
  });
});

describe('profiles', () => {
  it('differ in what they call the service type', () => {
    expect(profiles.map(({ id, serviceTypeLabel }) => [id, serviceTypeLabel])).toEqual([
      ['mycloudpbx', 'myCloudPBX'],
      ['ignition', 'myCloudPBX'],
      ['hosted-pbx', 'Hosted PBX'],
    ]);
    expect(profiles.map(({ id }) => id)).toEqual(profileIds);
  });

  it('claim to know nothing of how a brand writes requests', () => {
    for (const profile of profiles) expect(profile.dialect).toEqual({});
  });

  it("give a trigger's labels, in the brand's words where it has its own", () => {
    const [profile] = profiles;
    const trigger = findTrigger('ivr-call-received');
    if (profile === undefined || trigger === undefined) throw new Error('The catalogue lost what this test is about.');
    expect(triggerLabelsOf(profile, trigger)).toEqual({ label: 'IVR Call Received', listLabel: 'Ivr Received' });
    const own = { label: 'Menu Reached', listLabel: 'Menu' };
    expect(triggerLabelsOf({ ...profile, triggerLabels: { 'ivr-call-received': own } }, trigger)).toEqual(own);
  });

  it('are found by id', () => {
    expect(findProfile('hosted-pbx')?.label).toBe('Hosted PBX');
    expect(findProfile('constructor')).toBeUndefined();
  });
});

describe('sample events', () => {
  it.each(triggerIds)('of %s fills exactly the fields to expect', (trigger) => {
    const sample = sampleEvent(trigger);
    expect(sample.trigger).toBe(trigger);
    expect(sample.occurredAt).toBe('2026-11-23T10:41:07+11:00');
    expect(sample.timeZone).toBe('Australia/Sydney');
    const expected = fieldIds.filter(
      (field) => field !== 'date-time' && fieldAvailability(trigger, field).availability === 'expected',
    );
    expect(Object.keys(sample.values).sort()).toEqual(expected.sort());
  });

  it('use numbers set aside for fiction only', () => {
    for (const trigger of triggerIds) {
      const { values } = sampleEvent(trigger);
      for (const field of ['outbound-phone-number', 'source-number', 'destination-number'] as const) {
        expect(values[field] ?? '0755501300').toMatch(
          /^(0[2378](5550|7010)\d{4}|0491570(006|156|157|158|159|110|313|737))$/,
        );
      }
    }
  });

  it('are fresh copies', () => {
    sampleEvent('create-user').values['enabled-calls'] = [];
    (sampleEvent('create-user').values['enabled-calls'] as string[]).length = 0;
    expect(sampleEvent('create-user').values['enabled-calls']).toEqual(['Local', 'National', 'Mobile']);
  });
});
