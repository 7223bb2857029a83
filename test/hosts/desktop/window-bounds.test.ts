import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bounds, placeWindow } from '../../../electron/hosts/desktop/window-bounds.ts';

const main: Bounds = { x: 0, y: 25, width: 1920, height: 1015 };
const left: Bounds = { x: -1280, y: 0, width: 1280, height: 1024 };

test('a window that was never placed stands in the middle of the main display', () => {
  expect(placeWindow(null, [main, left])).toEqual({ x: 240, y: 82, width: 1440, height: 900 });
});

test('a window stays where it was left, on any display', () => {
  const saved = { x: -1200, y: 40, width: 1100, height: 800 };
  expect(placeWindow(saved, [main, left])).toEqual(saved);
});

test('a window whose display is gone comes to the main one in its own size', () => {
  const saved = { x: -1200, y: 40, width: 1100, height: 800 };
  expect(placeWindow(saved, [main])).toEqual({ x: 410, y: 132, width: 1100, height: 800 });
});

test('a window that hangs over the edge is moved in, on the display that shows most of it', () => {
  expect(placeWindow({ x: -400, y: -40, width: 1000, height: 700 }, [main, left])).toMatchObject({ x: 0, y: 25 });
});

test('wherever it was, the window is wholly on one display', () => {
  const position = fc.integer({ min: -10_000, max: 10_000 });
  const size = fc.integer({ min: 1, max: 10_000 });
  const bounds = fc.record({ x: position, y: position, width: size, height: size });
  const displays = fc.tuple(bounds, bounds, bounds);
  fc.assert(
    fc.property(fc.option(bounds), displays, (saved, areas) => {
      const placed = placeWindow(saved, areas);
      const isInside = ({ x, y, width, height }: Bounds) =>
        placed.x >= x &&
        placed.y >= y &&
        placed.x + placed.width <= x + width &&
        placed.y + placed.height <= y + height;
      expect(areas.some(isInside)).toBe(true);
      expect(placed.width).toBeGreaterThan(0);
    }),
  );
});
