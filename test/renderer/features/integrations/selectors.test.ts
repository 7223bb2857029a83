import { expect, test } from 'vitest';
import { findRow } from '../../../../renderer/features/integrations/selectors.ts';
import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';

const rows = ['int_1', 'int_2', 'int_3'].map((id) => ({ id }) as IntegrationRecord);
const rowAt = (index: number) => rows[index];

test('an integration is found where it moved to, on both sides of where it was', () => {
  expect(findRow(rowAt, 'int_3', 1)).toBe(2);
  expect(findRow(rowAt, 'int_1', 2)).toBe(0);
});

test('one that left the list is not found', () => {
  expect(findRow(rowAt, 'int_9', 1)).toBe(-1);
});
