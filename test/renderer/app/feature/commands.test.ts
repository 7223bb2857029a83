import { describe, expect, it } from 'vitest';
import { type Command, findKeyConflicts, isSingleKey, nameKeys } from '../../../../renderer/app/feature/commands.ts';

function command(id: string, keys: readonly string[], screen?: string): Command<unknown> {
  return { id, title: () => id, section: 'view', keys, run: () => {}, ...(screen !== undefined && { screen }) };
}

describe('commands', () => {
  it('finds two commands on one key of the same screen, however the key is written', () => {
    const found = findKeyConflicts([
      command('a', ['$mod+Shift+L'], 'accounts'),
      command('b', ['Shift+$mod+l'], 'accounts'),
    ]);
    expect(found).toEqual([{ keys: '$mod+Shift+L', ids: ['a', 'b'] }]);
  });

  it('lets screens share a key, and none of them one that holds everywhere', () => {
    expect(findKeyConflicts([command('a', ['e'], 'accounts'), command('b', ['e'], 'integrations')])).toEqual([]);
    expect(findKeyConflicts([command('a', ['e']), command('b', ['e'], 'integrations')])).toHaveLength(1);
  });

  it('knows which keys are typed and not pressed', () => {
    expect(['e', '/', '[Shift]+?', 'Shift+X', '$mod+e', 'F6', 'Escape'].filter(isSingleKey)).toEqual([
      'e',
      '/',
      '[Shift]+?',
      'Shift+X',
    ]);
  });

  it('names keys as caps', () => {
    expect(nameKeys('$mod+Shift+l')).toEqual(['Ctrl', 'Shift', 'L']);
    expect(nameKeys('[Shift]+?')).toEqual(['?']);
    expect(nameKeys('Alt+ArrowLeft')).toEqual(['Alt', 'ArrowLeft']);
    expect(nameKeys('$mod+k', true)).toEqual(['Cmd', 'K']);
  });
});
