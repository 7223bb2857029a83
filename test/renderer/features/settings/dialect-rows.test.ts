import { describe, expect, it } from 'vitest';
import {
  chooseProfile,
  chooseValue,
  clearValue,
  dialectKeys,
  listDialectRows,
} from '../../../../renderer/features/settings/dialect-rows.ts';
import { defaultDialect } from '../../../../shared/request/dialect.ts';

const rowOf = (key: string, file: Parameters<typeof listDialectRows>[0]) =>
  listDialectRows(file).find((row) => row.key === key);

describe('a dialect as rows', () => {
  it('has every key with its default, and all of them assumed', () => {
    const rows = listDialectRows({});
    expect(rows.map(({ key }) => key)).toEqual(dialectKeys);
    expect(rows.every(({ key, value }) => value === defaultDialect[key])).toBe(true);
    expect(rows.some(({ isConfirmed }) => isConfirmed)).toBe(false);
  });

  it('says where a value comes from and whether it was confirmed', () => {
    const file = { boolean: 'json', confirmed: ['boolean'] } as const;
    expect(rowOf('boolean', { ...file, confirmed: ['boolean'] })).toMatchObject({
      value: 'json',
      source: 'chosen',
      isConfirmed: true,
    });
  });

  it('offers the closed choices, and none where any text may stand', () => {
    expect(rowOf('getJson', {})?.choices).toEqual(['body', 'query']);
    expect(rowOf('tokenHeader', {})?.choices).toBeNull();
  });
});

describe('choosing a value', () => {
  it('writes it down, and forgets what was confirmed of the value before', () => {
    expect(chooseValue({ confirmed: ['boolean', 'missing'] }, 'boolean', '1/0')).toEqual({
      boolean: '1/0',
      confirmed: ['missing'],
    });
  });

  it('does not write down what holds anyway', () => {
    expect(chooseValue({ boolean: '1/0' }, 'boolean', defaultDialect.boolean)).toEqual({});
  });

  it('can be taken back', () =>
    expect(clearValue({ boolean: '1/0', missing: 'null' }, 'boolean')).toEqual({ missing: 'null' }));

  it('keeps the values when the profile changes', () => {
    expect(chooseProfile({ boolean: '1/0' }, 'ignition')).toEqual({ boolean: '1/0', profile: 'ignition' });
    expect(chooseProfile({ boolean: '1/0', profile: 'ignition' }, undefined)).toEqual({ boolean: '1/0' });
  });
});
