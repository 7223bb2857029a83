// The colours of the interface hold the contrast that WCAG 2.2 AA asks for, in both themes, on every ground they are used on.

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const css = await readFile(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8');
const colors = new Map<string, readonly [light: string, dark: string]>();
for (const [, name = '', light = '', dark = ''] of css.matchAll(/--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)/g)) {
  colors.set(name, [light, dark]);
}

const surfaces = ['surface-0', 'surface-1', 'surface-2', 'surface-3', 'surface-hover', 'selection', 'selection-hover'];
const tints = ['accent-tint', 'success-tint', 'warn-tint', 'danger-tint', 'info-tint', 'assume-tint', 'sandbox-tint'];
const tones = ['success', 'warn', 'danger', 'info'];
const tenants = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `tenant-${number}`);
const series = ['ok', 'refused', 'failing', 'timeout', 'unreachable'].map((name) => `chart-${name}`);

type Pair = readonly [least: number, front: string, grounds: readonly string[]];

const pairs: readonly Pair[] = [
  [4.5, 'text-1', [...surfaces, ...tints, 'surface-pressed', 'surface-chip', 'segment', 'text-highlight']],
  [4.5, 'text-1', ['diff-add-row', 'diff-add-char', 'diff-remove-row', 'diff-remove-char']],
  [4.5, 'text-2', [...surfaces, ...tints, 'surface-pressed', 'surface-chip', 'diff-add-row', 'diff-remove-row']],
  [4.5, 'text-3', surfaces],
  [4.5, 'accent-text', [...surfaces, 'accent-tint', 'surface-chip']],
  ...tones.map((tone): Pair => [4.5, tone, [...surfaces, `${tone}-tint`]]),
  [4.5, 'assume', ['surface-1', 'surface-2', 'surface-3', 'assume-tint', 'selection']],
  [4.5, 'diff-add-text', ['diff-add-row', 'diff-add-char', 'surface-1', 'surface-2']],
  [4.5, 'diff-remove-text', ['diff-remove-row', 'diff-remove-char', 'surface-1', 'surface-2']],
  [4.5, 'text-on-fill', ['accent', 'accent-hover', 'danger-fill', 'live']],
  [4.5, 'sandbox', ['surface-0', 'surface-1', 'sandbox-tint', 'surface-3']],
  [4.5, 'chart-timeout', ['surface-1', 'surface-2', 'selection', 'selection-hover']],
  [4.5, 'tip-text', ['tip']],
  ...tones.map((tone): Pair => [3, `${tone}-mark`, [...surfaces, `${tone}-tint`]]),
  [3, 'border-control', ['surface-1', 'surface-2', 'surface-3']],
  [3, 'focus', [...surfaces, 'accent-tint']],
  ...tenants.map((tenant): Pair => [3, tenant, ['surface-0', 'surface-1', 'surface-3']]),
  ...series.map((name): Pair => [3, name, ['surface-1', 'surface-2']]),
];

const themes = ['light', 'dark'] as const;

test.each(pairs)('at least %d to 1: %s on every ground it is used on', (least, front, grounds) => {
  for (const ground of grounds) {
    themes.forEach((theme, at) => {
      const ratio = contrast(colorOf(front, at), colorOf(ground, at));
      expect(ratio, `${front} on ${ground}, ${theme}`).toBeGreaterThanOrEqual(least);
    });
  }
});

function colorOf(name: string, theme: number): string {
  const color = colors.get(name)?.[theme];
  if (color === undefined) throw new Error(`tokens.css has no pair of colours called ${name}.`);
  return color;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
