import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RandomStream } from '../../../../electron/engine/tenants/sandbox/random-stream.ts';

const anySeed = fc.integer({ min: 0, max: 0xffff_ffff });
const draw = (stream: RandomStream) => Array.from({ length: 8 }, () => stream.next());

describe('the sandbox’s random numbers', () => {
  test('are the ones of the first version', () => {
    expect(draw(new RandomStream(1, 0)).slice(0, 3)).toEqual([2_317_529_112, 1_004_244_359, 3_102_047_685]);
  });

  test('repeat with the seed and its salts, and differ with either', () => {
    fc.assert(
      fc.property(anySeed, anySeed, anySeed, (seed, salt, other) => {
        fc.pre(salt !== other);
        expect(draw(new RandomStream(seed, salt))).toEqual(draw(new RandomStream(seed, salt)));
        expect(draw(new RandomStream(seed, salt))).not.toEqual(draw(new RandomStream(seed, other)));
      }),
    );
  });

  test('stay in their range and reach all of it', () => {
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 1, max: 12 }), (seed, count) => {
        const stream = new RandomStream(seed);
        const drawn = Array.from({ length: 400 }, () => stream.below(count));
        expect(new Set(drawn)).toEqual(new Set(Array.from({ length: count }, (_, index) => index)));
      }),
    );
  });

  test('shuffle without losing anything, and pick nothing that weighs nothing', () => {
    fc.assert(
      fc.property(anySeed, fc.array(fc.nat()), (seed, items) => {
        const stream = new RandomStream(seed);
        expect(stream.shuffle(items).toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
        expect(
          stream.pickWeighted([
            ['never', 0],
            ['always', 3],
            ['never', 0],
          ]),
        ).toBe('always');
      }),
    );
  });

  test('make UUIDs of version 4', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        expect(new RandomStream(seed).uuid(seed)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });

  test('give no two PBXs the same UUID, even from streams that have met', () => {
    fc.assert(
      fc.property(anySeed, anySeed, anySeed, (seed, one, other) => {
        fc.pre(one !== other);
        expect(new RandomStream(seed).uuid(one)).not.toBe(new RandomStream(seed).uuid(other));
      }),
    );
  });
});
