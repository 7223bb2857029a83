import { describe, expect, it } from 'vitest';
import { countSeries, frameBars, placeTicks } from '../../../../renderer/features/dispatch/histogram-frame.ts';

const at = (text: string) => Date.parse(text);
const untilMs = at('2026-11-22T23:44:31.000Z');

describe('the bars of a span of time', () => {
  it('are half hours for a day, and hold all of it', () => {
    const { fromMs, untilMs: end, barMs } = frameBars(untilMs - 86_400_000, untilMs, 'Australia/Sydney');
    expect(barMs).toBe(1_800_000);
    expect(new Date(end).toISOString()).toBe('2026-11-23T00:00:00.000Z');
    expect(new Date(fromMs).toISOString()).toBe('2026-11-21T23:30:00.000Z');
  });

  it('begin at midnight of the zone where they are days long', () => {
    const { fromMs, barMs } = frameBars(untilMs - 50 * 86_400_000, untilMs, 'Australia/Adelaide');
    expect(barMs).toBe(86_400_000);
    // Adelaide is 10 h 30 min ahead in November.
    expect(new Date(fromMs).toISOString().slice(11)).toBe('13:30:00.000Z');
  });

  it('are never more than a chart can show, however long the span', () => {
    for (const days of [0, 0.01, 1, 7, 30, 400, 4_000, 20_000]) {
      const { fromMs, untilMs: end, barMs } = frameBars(untilMs - days * 86_400_000, untilMs, 'Australia/Sydney');
      expect((end - fromMs) / barMs).toBeLessThanOrEqual(62);
      expect(Number.isInteger((end - fromMs) / barMs)).toBe(true);
      expect(fromMs).toBeLessThanOrEqual(untilMs - days * 86_400_000);
      expect(end).toBeGreaterThanOrEqual(untilMs);
    }
  });
});

describe('the series', () => {
  it('hold every standing once', () => {
    const counts = { delivered: 1, redirected: 2, refused: 3, failing: 4, 'protocol-error': 5, blocked: 6, waiting: 7 };
    const series = countSeries([{ counts }, { counts: { delivered: 1, unreachable: 1 } }]);
    expect(series).toEqual({ delivered: 2, refused: 5, failing: 9, 'timed-out': 0, unreachable: 7, waiting: 7 });
  });
});

describe('the ticks', () => {
  it('stand on times that people count in and leave room for the word at the end', () => {
    const zone = 'Australia/Sydney';
    const ticks = placeTicks(frameBars(untilMs - 86_400_000, untilMs, zone), zone);
    expect(ticks.map(({ atMs }) => new Date(atMs).toISOString().slice(11, 16))).toEqual([
      ...['01:00', '05:00', '09:00', '13:00', '17:00', '21:00'],
    ]);
  });
});
