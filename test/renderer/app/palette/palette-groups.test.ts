import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../renderer/app/feature/commands.ts';
import { matchTitles } from '../../../../renderer/app/palette/match-titles.ts';
import { groupPalette, readPaletteText } from '../../../../renderer/app/palette/palette-groups.ts';
import { accountSchema } from '../../../../shared/tenants/account.ts';

function command(id: string, title: string, rest: Partial<Command<unknown>> = {}): Command<unknown> {
  return { id, title: () => title, section: 'view', run: () => {}, ...rest };
}

const acme = accountSchema.parse({
  ...{ accountId: 'acc_1', name: 'Acme Dental', timeZone: 'Australia/Sydney', status: 'active', revision: 1 },
  ...{ updatedAt: '2026-11-23T00:00:00.000Z', pbxCount: 3, integrationCount: 0, tags: [] },
});

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

  it('says why an account is listed that was found by the name of a PBX', () => {
    const detailOf = (text: string) =>
      groupPalette({ ...readPaletteText(text), commands: [], accounts: [acme], integrations: [] })[0]?.items[0]?.detail;
    expect(detailOf('DENT')).toBe('3 PBXs');
    expect(detailOf('acme warehouse')).toBe('One of its 3 PBXs matches “warehouse”');
  });

  it('marks the letters that matched and loses none', () => {
    const [match] = matchTitles(['Disable selected integrations'], 'disable sel');
    expect(match?.parts.map((part) => part.text).join('')).toBe('Disable selected integrations');
    expect(match?.parts.filter((part) => part.isMatch).map((part) => part.text)).toEqual(['Disable', 'sel']);
  });
});
