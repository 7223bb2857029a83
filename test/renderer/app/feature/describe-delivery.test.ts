import { describe, expect, it } from 'vitest';
import { describeDelivery, describeResult } from '../../../../renderer/app/feature/describe-delivery.ts';
import { attemptErrors } from '../../../../shared/dispatch/attempt-errors.ts';
import { results } from '../../../../shared/dispatch/delivery.ts';
import { aDelivery, anAttempt } from '../../features/dispatch/a-delivery.ts';

const words = ({ word, detail }: { word: string; detail: string | undefined }) => [word, detail];

describe('the outcome column', () => {
  it('says a final outcome by its word, whatever the last attempt was', () => {
    expect(words(describeDelivery(aDelivery()))).toEqual(['Delivered', '200']);
    expect(words(describeDelivery(aDelivery({ outcome: 'dead', result: 'failing', status: 502 })))).toEqual([
      'Dead',
      '502',
    ]);
    expect(words(describeDelivery(aDelivery({ outcome: 'cancelled' })))).toEqual(['Cancelled', undefined]);
  });

  it('says the last result while more may come, and that it is pending before the first', () => {
    const pending = { outcome: 'pending', status: 502 };
    expect(words(describeDelivery(aDelivery({ ...pending, result: 'failing' })))).toEqual(['Failing', '502']);
    expect(words(describeDelivery(aDelivery({ ...pending, result: null, status: null })))).toEqual([
      'Pending',
      undefined,
    ]);
  });

  it('names the cause of a death without an answer', () => {
    const error = { code: 'DNS_FAILED', message: 'The name has no address.' };
    const dead = aDelivery({ outcome: 'dead', result: 'unreachable', status: null, error });
    expect(words(describeDelivery(dead))).toEqual(['Dead', 'DNS']);
  });
});

describe('the result of an attempt', () => {
  it('says how long it waited when it timed out', () => {
    const attempt = anAttempt({ result: 'timed-out', status: null, durationMs: 15_000 });
    expect(words(describeResult(attempt))).toEqual(['Timed out', '15.0 s']);
  });

  it('has a word of its own for every result', () => {
    const all = results.map((result) => describeResult(anAttempt({ result })).word);
    expect(new Set(all).size).toBe(results.length);
  });

  it('names every known cause in a word', () => {
    const details = attemptErrors.codes.map((code) => {
      const error = { code, message: 'It did not work.' };
      return describeResult(anAttempt({ result: 'unreachable', status: null, error })).detail;
    });
    expect(details).not.toContain(undefined);
  });
});
