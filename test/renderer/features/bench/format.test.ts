import { expect, it } from 'vitest';
import { formatBytes, formatClock } from '../../../../renderer/features/bench/format.ts';

it('shows the time of a capture to the millisecond in its zone', () => {
  expect(formatClock('2026-11-22T23:52:09.004Z', 'Australia/Sydney')).toBe('10:52:09.004');
  expect(formatClock('2026-11-22T23:52:09.004Z', 'Australia/Brisbane')).toBe('09:52:09.004');
});

it('shows sizes in the largest unit that keeps them short', () => {
  expect([0, 1023, 1024, 1536, 1_048_576].map(formatBytes)).toEqual(['0 B', '1023 B', '1 KiB', '1.5 KiB', '1 MiB']);
});
