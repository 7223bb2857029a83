// The regions that F6 goes round, by the `data-region` of their element, and where each of them had the focus last.
// Overlays keep their focus to themselves and are no part of the ring.

export type RegionName = 'rail' | 'query' | 'main' | 'detail' | 'dock' | 'status';

const focusable = 'a[href], button, input, select, textarea, [tabindex]:not([tabindex="-1"])';

const lastFocused = new WeakMap<Element, HTMLElement>();

/** Remembers where each region had the focus. Returns the act of ending it. */
export function watchRegionFocus(root: Document): () => void {
  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    const region = target.closest('[data-region]');
    if (region !== null) lastFocused.set(region, target);
  };
  root.addEventListener('focusin', remember);
  return () => root.removeEventListener('focusin', remember);
}

/** Where the focus was last, else the region's grid, else its first control. Answers whether there was something to focus. */
export function focusRegion(name: RegionName): boolean {
  const region = document.querySelector(`[data-region="${name}"]`);
  return region !== null && focusInside(region);
}

export function goRoundRegions(step: 1 | -1): void {
  const regions = [...document.querySelectorAll('[data-region]')];
  const here = regions.findIndex((region) => region.contains(document.activeElement));
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
  const grid = region.querySelector<HTMLElement>('[role="grid"], [role="treegrid"]');
  const first = [...region.querySelectorAll<HTMLElement>(focusable)].find((element) => element.checkVisibility());
  const target = last?.isConnected && last.checkVisibility() ? last : (grid ?? first);
  target?.focus();
  return target != null && region.contains(document.activeElement);
}
