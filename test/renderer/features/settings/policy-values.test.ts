import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readDelay,
  readDelays,
  readLimit,
  writeDelay,
  writeDelays,
} from '../../../../renderer/features/settings/policy-values.ts';
import { defaultPolicy } from '../../../../shared/dispatch/endpoint-policy.ts';

describe('delays', () => {
  it('are written in the units that people use', () => {
    expect(writeDelays(defaultPolicy.retryDelaysMs)).toBe('5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 1 d');
    expect(writeDelay(90_500)).toBe('1 min 30 s 500 ms');
  });

  it('are read as they are written, whatever they are', () => {
    fc.assert(
      fc.property(fc.nat(7 * 86_400_000), (delayMs) => {
        expect(readDelay(writeDelay(delayMs))).toBe(delayMs);
      }),
    );
  });

  it('are read as people write them', () => {
    expect(readDelays('5, 1m, 1.5h')).toEqual([5_000, 60_000, 5_400_000]);
    expect(readDelays(' ')).toEqual([]);
    expect(readDelay('2 H')).toBe(7_200_000);
  });

  it.each(['soon', '5 s,', '5 x', '-5 s', '5 s 6', 'NaN', '5 s and more'])('%s is none', (text) => {
    expect(readDelays(text)).toBeNull();
  });
});

describe('limits', () => {
  it('are numbers, or none at all', () => {
    expect(readLimit('0.5')).toBe(0.5);
    expect(readLimit('')).toBeNull();
    expect(readLimit('fast')).toBeUndefined();
    expect(readLimit('-1')).toBeUndefined();
  });
});
