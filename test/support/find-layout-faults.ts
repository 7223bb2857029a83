// What is wrong with how a page lies on the screen, found by looking at every text on it. Runs in the page: it must need nothing around it.

/** Text that is cut off with no sign of it, text that must never be cut, and a page that scrolls sideways. Empty: all is well. */
export function findLayoutFaults(): string[] {
  /** Glyph boxes reach a little beyond what is painted. */
  const tolerancePx = 2;
  const neverCut = 'button, [role=tab], [role=option], th, label, h1, h3';
  const faults: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide of ${root.clientWidth}`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const fault = describeCut(node);
    if (fault !== null) faults.push(`${JSON.stringify(node.textContent?.trim().slice(0, 60))} ${fault}`);
  }
  return faults;

  function describeCut(text: Node): string | null {
    const parent = text.parentElement;
    if (parent === null || text.textContent?.trim() === '' || isHidden(parent)) return null;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) return null;
    for (let around: Element | null = parent; around !== null && around !== root; around = around.parentElement) {
      const style = getComputedStyle(around);
      const [cutsX, cutsY] = [style.overflowX, style.overflowY].map((value) => /hidden|clip/.test(value ?? ''));
      const scrolls = /auto|scroll/.test(`${style.overflowX} ${style.overflowY}`);
      const edge = around.getBoundingClientRect();
      const isWiderX = box.right > edge.right + tolerancePx || box.left < edge.left - tolerancePx;
      const isWiderY = box.bottom > edge.bottom + tolerancePx || box.top < edge.top - tolerancePx;
      if (cutsX && isWiderX) {
        if (style.textOverflow !== 'ellipsis') return `is cut sideways by ${nameOf(around)}`;
        return parent.closest(neverCut) === null ? null : `is cut, and must not be, in ${nameOf(around)}`;
      }
      if (cutsY && isWiderY) return `is cut in height by ${nameOf(around)}`;
      // What is beyond the edge of something that scrolls is reached by scrolling.
      if (scrolls && (isWiderX || isWiderY)) return null;
      if (style.position === 'fixed') return null;
    }
    const isOutside = box.right > root.clientWidth + tolerancePx || box.bottom > root.clientHeight + tolerancePx;
    return isOutside ? 'lies outside the window' : null;
  }

  /** For assistive technology only, or not shown. */
  function isHidden(element: Element): boolean {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return true;
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      if (getComputedStyle(around).clipPath.startsWith('inset')) return true;
    }
    return false;
  }

  function nameOf(element: Element): string {
    return `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}">`;
  }
}

/**
 * Holds what waits for what is about to come (renderer/ui/waiting.module.css). It waits for a second at most, which a busy machine may well
 * need, and what moves then moves by intent. Runs in the page, before its own script.
 */
export function holdWaits(): void {
  const hold = () => {
    for (const animation of document.getAnimations()) {
      const { effect } = animation;
      if (!(effect instanceof KeyframeEffect && effect.target?.className.includes('_waiting_'))) continue;
      animation.pause();
      animation.currentTime = 0;
    }
    requestAnimationFrame(hold);
  };
  requestAnimationFrame(hold);
}

/** What has moved since the page began, after it was painted, as Chromium sees it, without what a person's input moved. Runs in the page too. */
export function findLayoutShifts(): Promise<string[]> {
  interface Shift extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
  }
  const spell = ({ x, y, width, height }: DOMRect) => `${width} × ${height} at ${x}, ${y}`;
  return new Promise((resolve) => {
    const shifts: Shift[] = [];
    new PerformanceObserver((list) => {
      shifts.push(...(list.getEntries() as Shift[]));
    }).observe({ type: 'layout-shift', buffered: true });
    const describe = ({ value, sources }: Shift) => {
      const moved = sources.map(({ node, previousRect, currentRect }) => {
        const name = node instanceof Element ? node.outerHTML.slice(0, 120) : node?.textContent;
        return `${name} from ${spell(previousRect)} to ${spell(currentRect)}`;
      });
      return `moved by ${value}: ${moved.join('; ')}`;
    };
    // Entries that are there already are told before the next frame but one.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => resolve(shifts.filter(({ hadRecentInput }) => !hadRecentInput).map(describe))),
    );
  });
}
