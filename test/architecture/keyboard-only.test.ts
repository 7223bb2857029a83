// What claims to be done by keyboard alone uses the keys of the page and nothing else: a locator that is pressed or filled was focused first.
import { expect, test } from 'vitest';
import { listFiles, readText } from './read-tree.ts';

const keyboardOnly = listFiles().filter((path) => /^test\/e2e\/.*keyboard.*\.e2e\.ts$/.test(path));

const forbidden = [
  /\.(?:click|dblclick|hover|tap|fill|clear|focus|blur|check|uncheck|setChecked|selectOption|selectText)\(/g,
  /\.(?:dragTo|dragAndDrop|dispatchEvent|scrollIntoViewIfNeeded|evaluate\w*|goto|pressSequentially|mouse|touchscreen)\b/g,
  /(?<!\.keyboard)\.(?:press|type|insertText)\(/g,
  /location\.hash|\bplace:/g,
];

test('tests of the keyboard use no pointer, move no focus by themselves and go to no address', () => {
  expect(keyboardOnly).not.toEqual([]);
  const found = keyboardOnly.flatMap((path) =>
    forbidden.flatMap((pattern) => [...readText(path).matchAll(pattern)].map(([use]) => `${path}: ${use}`)),
  );
  expect(found).toEqual([]);
});
