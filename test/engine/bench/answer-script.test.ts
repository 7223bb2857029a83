import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AnswerScript } from '../../../electron/engine/bench/answer-script.ts';
import { answerSchema } from '../../../shared/bench/capture.ts';

it('gives each answer as often as told before the next, and the last for ever', () => {
  const times = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(times, (counts) => {
      const script = new AnswerScript(
        counts.map((count, index) => answerSchema.parse({ status: 200 + index, times: count })),
      );
      const expected = counts.flatMap((count, index) => Array<number>(count).fill(200 + index));
      const given = [...expected, 0, 0].map(() => script.next().status);
      expect(given).toEqual([...expected, expected.at(-1), expected.at(-1)]);
    }),
  );
});

it('answers 200 when nothing was told, and stays at an answer without a number', () => {
  expect(new AnswerScript([]).next()).toEqual({ status: 200, headers: [], body: '', delayMs: 0 });
  const script = new AnswerScript([answerSchema.parse({ status: 418 }), answerSchema.parse({})]);
  expect([1, 2, 3].map(() => script.next().status)).toEqual([418, 418, 418]);
});
