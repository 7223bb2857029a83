// Where the window opens: as it was left, but never where nobody can reach it. Pure.

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const smallestWindow = { width: 960, height: 600 } as const;
const usualWindow = { width: 1_440, height: 900 } as const;

/**
 * `displays` are the work areas of the displays there are now, the main one first.
 * A window of which less than a quarter would be seen, or none was saved, opens in the middle of the main display.
 */
export function placeWindow(saved: Bounds | null, displays: readonly [Bounds, ...Bounds[]]): Bounds {
  const isReachable = (area: Bounds) => saved !== null && overlap(saved, area) * 4 >= saved.width * saved.height;
  const display = displays
    .filter(isReachable)
    .sort((a, b) => (saved === null ? 0 : overlap(saved, b) - overlap(saved, a)))[0];
  if (saved === null || display === undefined) return centre(saved ?? usualWindow, displays[0]);
  const { width, height } = limitSize(saved, display);
  return {
    x: clamp(saved.x, display.x, display.x + display.width - width),
    y: clamp(saved.y, display.y, display.y + display.height - height),
    ...{ width, height },
  };
}

type Size = Pick<Bounds, 'width' | 'height'>;

function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** A display smaller than the smallest window gets a window of its own size. */
function limitSize(size: Size, display: Bounds): Size {
  return {
    width: Math.min(Math.max(size.width, smallestWindow.width), display.width),
    height: Math.min(Math.max(size.height, smallestWindow.height), display.height),
  };
}

function centre(size: Size, display: Bounds): Bounds {
  const { width, height } = limitSize(size, display);
  return {
    x: display.x + Math.floor((display.width - width) / 2),
    y: display.y + Math.floor((display.height - height) / 2),
    ...{ width, height },
  };
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
