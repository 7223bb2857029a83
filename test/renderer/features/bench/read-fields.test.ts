import { describe, expect, it } from 'vitest';
import { readAnswer, readPort, typeAnswer } from '../../../../renderer/features/bench/read-fields.ts';
import { answerSchema } from '../../../../shared/bench/capture.ts';

describe('the port field', () => {
  it('takes an empty text for any free port', () => expect(readPort(' ')).toBe(0));
  it('takes the ports there are', () => expect([readPort('1'), readPort('65535')]).toEqual([1, 65_535]));
  it('refuses everything else', () => {
    expect(['0', '65536', '-1', '80a', '1.5', '1e3'].map(readPort)).toEqual(Array(6).fill(null));
  });
});

describe('an answer as it is typed', () => {
  const answer = answerSchema.parse({
    status: 503,
    times: 2,
    delayMs: 300,
    headers: [['Retry-After', '1']],
    body: 'no',
  });

  it('comes back whole, with what has no field', () => {
    expect(readAnswer(typeAnswer(answer))).toEqual(answer);
  });

  it('answers for ever without a count', () => {
    expect(readAnswer({ ...typeAnswer(answer), times: '' })).not.toHaveProperty('times');
  });

  it('names the field that says no answer', () => {
    const typed = typeAnswer(answer);
    expect(readAnswer({ ...typed, status: '199' })).toBe('status');
    expect(readAnswer({ ...typed, status: '' })).toBe('status');
    expect(readAnswer({ ...typed, times: '0' })).toBe('times');
    expect(readAnswer({ ...typed, delayMs: '600001' })).toBe('delayMs');
  });
});
