// What axe finds on the page, in both themes: WCAG 2.2 AA and its own best practice, nothing switched off.
import axe from 'axe-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What Base UI lays around an open menu so that Tab leaves it in the right direction. They pass the focus on at once; axe knows that
 * of dialogs only. Menus and lists hang outside the landmarks for the same reason, which is no fault either: they are the way in themselves.
 */
const focusGuards = '[data-base-ui-focus-guard]';

/** What depends on colours: all that the dark theme changes. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** In one part of the page where the rest was looked at before. In the light theme, and by its colours in the dark one. */
export async function findViolations(part = 'html'): Promise<string[]> {
  const { dataset } = document.documentElement;
  const before = dataset.theme;
  try {
    const inLight = await findInTheme('light', part, tags);
    return [...inLight, ...(await findInTheme('dark', part, colourRules))];
  } finally {
    if (before === undefined) delete dataset.theme;
    else dataset.theme = before;
  }
}

async function findInTheme(theme: 'light' | 'dark', part: string, runOnly: string[]): Promise<string[]> {
  const { dataset } = document.documentElement;
  dataset.theme = theme;
  // Elements that fade are see-through for axe until their motion has ended.
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  const place = { include: [[part]], exclude: [[focusGuards]] };
  const { violations } = await axe.run(place, { runOnly, resultTypes: ['violations'] });
  if (dataset.theme !== theme) throw new Error(`The page left the ${theme} theme while it was looked at.`);
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .filter((node) => id !== 'region' || !/role="(?:menu|option)"/.test(node.html))
      .map((node) => `${theme}, ${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
  );
}
