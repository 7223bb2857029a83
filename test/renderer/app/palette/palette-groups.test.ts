import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../renderer/app/feature/commands.ts';
import { matchTitles } from '../../../../renderer/app/palette/match-titles.ts';
import { groupPalette, readPaletteText } from '../../../../renderer/app/palette/palette-groups.ts';

function command(id: string, title: string, rest: Partial<Command<unknown>> = {}): Command<unknown> {
  return { id, title: () => title, section: 'view', run: () => {}, ...rest };
}

const commands = [
  command('dock', 'Open or close the dock', { keys: ['$mod+j'] }),
  command('go', 'Go to Integrations', { section: 'go', keys: ['$mod+2'] }),
  command('density', 'Density: compact'),
];

const idsOf = (text: string) =>
  groupPalette({ ...readPaletteText(text), commands, accounts: [], integrations: [] }).flatMap(({ items }) =>
    items.map(({ id }) => id),
  );

describe('the palette', () => {
  it('lists every command before anything is typed, by section', () => {
    expect(idsOf('')).toEqual(['go', 'dock', 'density']);
  });

  it('finds a title by parts of its words in any order', () => {
    expect(idsOf('dock open')).toEqual(['dock']);
    expect(idsOf('comp')).toEqual(['density']);
    expect(idsOf('zzz')).toEqual([]);
  });

  it('narrows by the sign typed first', () => {
    expect(idsOf('>')).toEqual(['go', 'dock', 'density']);
    expect(idsOf(':')).toEqual(['go']);
    expect(idsOf('?')).toEqual(['go', 'dock']);
    expect(idsOf('@dock')).toEqual([]);
    expect(readPaletteText('# crm')).toEqual({ mode: 'integrations', typed: 'crm' });
  });

  it('marks the letters that matched and loses none', () => {
    const [match] = matchTitles(['Disable selected integrations'], 'disable sel');
    expect(match?.parts.map((part) => part.text).join('')).toBe('Disable selected integrations');
    expect(match?.parts.filter((part) => part.isMatch).map((part) => part.text)).toEqual(['Disable', 'sel']);
  });
});
