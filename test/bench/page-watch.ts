// What a page tells of itself while it is used: frames, and how long after a key press something else is painted.
import type { Page } from 'playwright';

export interface Frames {
  /** Milliseconds from frame to frame. */
  readonly gaps: readonly number[];
  /** The most elements the page had. */
  readonly nodes: number;
}

/** Everything painted while `act` runs, and until `settleMs` after. */
export async function watchFrames(page: Page, act: () => Promise<void>, settleMs = 400): Promise<Frames> {
  const watch = await page.evaluateHandle(() => {
    const seen = { gaps: [] as number[], nodes: 0, isOver: false };
    let last = performance.now();
    const tick = (now: number) => {
      seen.gaps.push(now - last);
      last = now;
      seen.nodes = Math.max(seen.nodes, document.getElementsByTagName('*').length);
      if (!seen.isOver) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    return seen;
  });
  await act();
  await page.waitForTimeout(settleMs);
  // The first gap begins between two frames.
  return watch.evaluate((seen) => {
    seen.isOver = true;
    return { gaps: seen.gaps.slice(1), nodes: seen.nodes };
  });
}

/** From a key press until the grid shows other text. null: it still shows the same after a second. */
export async function timeKeyToRows(page: Page, key: string): Promise<number | null> {
  const watch = await page.evaluateHandle(() => {
    const read = () => {
      const grid = document.querySelector('[role=grid], [role=treegrid]');
      return `${grid?.getAttribute('aria-label')} ${grid?.textContent}`;
    };
    const before = read();
    let pressedMs: number | null = null;
    addEventListener('keydown', () => (pressedMs = performance.now()), { capture: true, once: true });
    const painted = new Promise<number | null>((resolve) => {
      const tick = () => {
        const agoMs = pressedMs === null ? 0 : performance.now() - pressedMs;
        if (read() !== before) requestAnimationFrame(() => resolve(performance.now() - (pressedMs ?? 0)));
        else if (agoMs > 1_000) resolve(null);
        else requestAnimationFrame(tick);
      };
      tick();
    });
    return { painted };
  });
  await page.keyboard.press(key);
  return watch.evaluate(({ painted }) => painted);
}

/** From the address being another until that screen's rows are painted. */
export function timeToRows(page: Page, place: string): Promise<number> {
  return page.evaluate((hash) => {
    const beganMs = performance.now();
    location.hash = hash;
    return new Promise<number>((resolve) => {
      const tick = () => {
        if (document.querySelector('[data-index] [role=gridcell] + [role=gridcell]') === null)
          requestAnimationFrame(tick);
        else requestAnimationFrame(() => resolve(performance.now() - beganMs));
      };
      requestAnimationFrame(tick);
    });
  }, place);
}

/** Bytes of JavaScript objects that are still in use. */
export async function readHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
