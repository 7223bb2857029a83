// The regions that F6 goes round, by the `data-region` of their element, and where each of them had the focus last.
// Overlays keep their focus to themselves and are no part of the ring.

export type RegionName = 'rail' | 'query' | 'main' | 'detail' | 'dock' | 'status' | 'toasts';

const focusable = 'a[href], button, input, select, textarea, [tabindex]:not([tabindex="-1"])';

const lastFocused = new WeakMap<Element, HTMLElement>();

/**
 * Remembers where each region had the focus. When what has it goes away (a button that did its work, a dialog that nothing opened), the
 * browser leaves the focus nowhere: then it goes back to the region it was in last. Returns the act of ending it.
 */
export function watchRegionFocus(root: Document): () => void {
  let last: Element | null = null;
  let lastRegion: Element | null = null;
  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    last = target;
    isScreenAwaited = false;
    const region = target.closest('[data-region]');
    if (region === null) return;
    lastRegion = region;
    lastFocused.set(region, target);
  };
  const restore = () => {
    const isLost = last !== null && !last.isConnected;
    if ((!isLost && !isScreenAwaited) || root.activeElement !== root.body) return;
    if (root.querySelector(overlays) !== null) return;
    if (lastRegion?.isConnected !== true || !focusInside(lastRegion)) focusRegion('main');
  };
  const removals = new MutationObserver(restore);
  removals.observe(root.body, { childList: true, subtree: true });
  root.addEventListener('focusin', remember);
  return () => {
    removals.disconnect();
    root.removeEventListener('focusin', remember);
  };
}

/** A screen was opened and had nothing yet to focus. */
let isScreenAwaited = false;

/** Another screen has the focus; one that is still being read gets it when it is there. */
export function focusScreen(): void {
  isScreenAwaited = !focusRegion('main');
}

/** What lies over the window takes the focus while it is open, and keeps its keys to itself. A toast only lies beside it. */
export const overlays = ':is([role="dialog"], [role="alertdialog"], [role="menu"]):not([aria-modal="false"])';

/** Where the focus was last, else the region's grid or query, else its first control. Answers whether there was something to focus. */
export function focusRegion(name: RegionName): boolean {
  const region = document.querySelector(`[data-region="${name}"]`);
  return region !== null && focusInside(region);
}

/** One level back is the list, wherever in its region the focus was last. */
export function focusList(): void {
  const grid = document.querySelector<HTMLElement>('[data-region="main"] :is([role="grid"], [role="treegrid"])');
  if (grid === null) focusRegion('main');
  else grid.focus();
}

export function goRoundRegions(step: 1 | -1): void {
  const regions = [...document.querySelectorAll('[data-region]')];
  // The detail pane lies in the main region: where one is, is the nearest.
  const current = document.activeElement?.closest('[data-region]');
  const here = current == null ? -1 : regions.indexOf(current);
  for (let away = 1; away <= regions.length; away += 1) {
    const start = here < 0 && step < 0 ? 0 : here;
    const region = regions[(start + step * away + regions.length * 2) % regions.length];
    if (region !== undefined && focusInside(region)) return;
  }
}

export function isFocusIn(name: RegionName): boolean {
  return document.activeElement?.closest(`[data-region="${name}"]`) != null;
}

function focusInside(region: Element): boolean {
  const last = lastFocused.get(region);
  const chief = region.querySelector<HTMLElement>('[role="grid"], [role="treegrid"], search input');
  const first = [...region.querySelectorAll<HTMLElement>(focusable)].find((element) => element.checkVisibility());
  const target = last?.isConnected && last.checkVisibility() ? last : (chief ?? first);
  target?.focus();
  return target != null && region.contains(document.activeElement);
}
