import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutBars } from '../../../renderer/ui/stacked-bars-layout.ts';

/** Tops of all bars of a path, from the foot of each. */
function readBars(path: string) {
  return [...path.matchAll(/M(\d+) (\d+)v-(\d+)h(\d+)/g)].map(([, left, foot, tall, wide]) => ({
    left: Number(left),
    foot: Number(foot),
    top: Number(foot) - Number(tall),
    wide: Number(wide),
  }));
}

describe('stacked bars', () => {
  it('draw one path for each series, and nothing where there is nothing', () => {
    const paths = layOutBars({
      bars: [
        [4, 0],
        [0, 0],
      ],
      width: 100,
      height: 50,
    });
    expect(paths).toEqual(['M0 50v-50h49v50z', '']);
  });

  it('let a single failure among thousands be seen', () => {
    const [, failed = ''] = layOutBars({ bars: [[100_000, 1]], width: 10, height: 50 });
    expect(readBars(failed)).toMatchObject([{ top: 0, foot: 3 }]);
  });

  it('stay inside the chart whatever the counts', () => {
    const values = fc.array(fc.nat(1_000_000), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 60 }), (bars) => {
        for (const bar of layOutBars({ bars, width: 744, height: 50 }).flatMap(readBars)) {
          expect(bar.top).toBeGreaterThanOrEqual(0);
          expect(bar.foot).toBeLessThanOrEqual(50);
          expect(bar.left + bar.wide).toBeLessThanOrEqual(744);
        }
      }),
    );
  });
});
