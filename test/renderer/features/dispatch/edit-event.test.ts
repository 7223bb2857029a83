import { describe, expect, it } from 'vitest';
import { editEvent, listEditable, readEvent } from '../../../../renderer/features/dispatch/edit-event.ts';
import type { PbxEvent } from '../../../../shared/request/event.ts';
import { integrationSchema } from '../../../../shared/request/integration.ts';
import { makeIntegration } from '../../app/fake-engine.ts';

const event: PbxEvent = {
  trigger: 'create-user',
  occurredAt: '2026-11-23T10:41:07+11:00',
  timeZone: 'Australia/Sydney',
  values: { name: '', 'has-voicemail': true, 'enabled-calls': ['Local', 'Mobile'] },
};

describe('an event that is edited', () => {
  it('stays as it was where nothing was changed, whatever the types', () => {
    expect(editEvent(event, readEvent(event))).toEqual(event);
  });

  it('takes texts back as the types of their fields, and drops what was emptied', () => {
    const { occurredAt, values } = readEvent(event);
    const edited = editEvent(event, {
      occurredAt: ` ${occurredAt} `,
      values: { ...values, name: 'Robin', 'has-voicemail': 'false', 'enabled-calls': 'Local, National,' },
    });
    expect(edited.occurredAt).toBe(occurredAt);
    expect(edited.values).toEqual({ name: 'Robin', 'has-voicemail': false, 'enabled-calls': ['Local', 'National'] });
    expect(editEvent(event, { occurredAt, values: { ...values, 'enabled-calls': '' } }).values).not.toHaveProperty(
      'enabled-calls',
    );
  });

  it('offers what the event has and what the integration sends, in the portal’s order, but never the date', () => {
    const { accountName: _a, ...record } = makeIntegration(1);
    const members = Object.entries(record).filter(([key]) => key in integrationSchema.shape);
    const integration = integrationSchema.parse({
      ...Object.fromEntries(members),
      fieldValues: [
        { key: 'at', field: 'date-time' },
        { key: 'ext', field: 'extension-number' },
      ],
    });
    expect(listEditable({ event, integration })).toEqual([
      ...['extension-number', 'name', 'has-voicemail', 'enabled-calls'],
    ]);
  });
});
