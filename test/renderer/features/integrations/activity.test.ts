import { expect, it } from 'vitest';
import { joinHours } from '../../../../renderer/features/integrations/activity-store.ts';
import { pendingQuery } from '../../../../renderer/features/integrations/pending-deliveries.ts';
import { parseQuery } from '../../../../shared/query/parse-query.ts';

it('a day is drawn as twelve bars of two hours, the newest last', () => {
  const accepted = Array.from({ length: 24 }, (_, hour) => hour);
  const joined = joinHours({ accepted, failed: accepted.map(() => 1) });
  expect(joined.accepted).toHaveLength(12);
  expect(joined.accepted.at(-1)).toBe(22 + 23);
  expect(joined.failed).toEqual(Array.from({ length: 12 }, () => 2));
});

it('pending deliveries of many integrations are asked for in one query that can be read', () => {
  const ids = Array.from({ length: 100 }, (_, index) => `int_${index}`);
  expect(parseQuery(pendingQuery(ids), 'deliveries').ok).toBe(true);
  expect(pendingQuery(['int_1'])).toBe('outcome:pending integration:int_1');
});
