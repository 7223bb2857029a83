import { describe, expect, it } from 'vitest';
import { commands } from '../../../renderer/app/commands.ts';
import { findKeyConflicts, isSingleKey } from '../../../renderer/app/feature/commands.ts';

describe('the commands of the window', () => {
  it('have their own names and keys', () => {
    expect(findKeyConflicts(commands)).toEqual([]);
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
  });

  it('take no key that a browser or a screen reader keeps for itself', () => {
    const kept = /^\$mod\+(n|t|w|tab|pageup|pagedown)$|^control\+alt\+.$|^~$/i;
    expect(commands.flatMap(({ keys }) => keys ?? []).filter((keys) => kept.test(keys))).toEqual([]);
  });

  it('put letters on lists only, so that a letter never acts on the whole window', () => {
    const letters = commands.filter(({ keys, screen, isHint }) => {
      const isLetter = (keys ?? []).some((key) => isSingleKey(key) && /^[a-z]$/i.test(key));
      return isLetter && screen === undefined && isHint !== true;
    });
    expect(letters.map(({ id }) => id)).toEqual([]);
  });
});
