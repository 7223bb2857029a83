import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fields } from '../../../shared/catalog/fields.ts';
import { triggerIds } from '../../../shared/catalog/trigger-events.ts';
import { hasErrors } from '../../../shared/kernel/problem.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';
import { isWholeEvent, parseEventFile } from '../../../shared/request/event-file.ts';

const names = fc.constantFrom(...fields.map(({ id }) => id), 'nonsense', 'constructor', 'toString');
const values = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.array(fc.constantFrom('external', 'internal', 'x'), { maxLength: 2 }),
);
const events: fc.Arbitrary<PbxEvent> = fc.record({
  trigger: fc.constantFrom(...triggerIds, 'other', '__proto__'),
  occurredAt: fc.constantFrom('2026-11-26T09:00:00Z', '2026-02-30T09:00:00+11:00', 'noon', '2026-11-26 09:00:00', ''),
  timeZone: fc.constantFrom('Australia/Sydney', 'UTC', '+11:00', 'Atlantis/Centre', ''),
  values: fc.dictionary(names, values, { maxKeys: 3 }),
});

it('an event is whole exactly when reading it finds no error', () => {
  fc.assert(fc.property(events, (event) => isWholeEvent(event) === !hasErrors(parseEventFile(event).problems)));
  const whole: PbxEvent = { trigger: 'create-user', occurredAt: '2026-11-26T09:00:00Z', timeZone: 'UTC', values: {} };
  expect(isWholeEvent(whole)).toBe(true);
});
