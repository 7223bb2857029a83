// What axe finds on the page: WCAG 2.2 AA and its own best practice, nothing switched off.
import axe from 'axe-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What Base UI lays around an open menu so that Tab leaves it in the right direction. They pass the focus on at once; axe knows that
 * of dialogs only. Menus and lists hang outside the landmarks for the same reason, which is no fault either: they are the way in themselves.
 */
const focusGuards = '[data-base-ui-focus-guard]';

/** What depends on colours: all that the dark theme changes. Every state is looked at in the light one as well, for the rest. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** In one part of the page where the rest was looked at before. */
export async function findViolations(part = 'html'): Promise<string[]> {
  // Elements that fade are see-through for axe until their motion has ended.
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  const place = { include: [[part]], exclude: [[focusGuards]] };
  const runOnly = document.documentElement.dataset.theme === 'dark' ? colourRules : tags;
  const { violations } = await axe.run(place, { runOnly, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .filter((node) => id !== 'region' || !/role="(?:menu|option)"/.test(node.html))
      .map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
  );
}
