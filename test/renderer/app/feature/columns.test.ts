import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatColumns,
  hideColumn,
  type ListColumn,
  moveColumn,
  orderColumns,
  readColumns,
  resizeColumn,
  type ShownColumn,
  showColumn,
  stepFrom,
} from '../../../../renderer/app/feature/columns.ts';

const all: readonly ListColumn[] = [
  { id: 'state', header: 'State' },
  { id: 'name', header: 'Name', isHideable: false },
  { id: 'account', header: 'Account' },
  { id: 'pbx', header: 'PBX' },
  { id: 'url', header: 'URL' },
];
const tree: readonly ListColumn[] = [
  { id: 'name', header: 'Name', isHideable: false, isFirst: true },
  { id: 'tags', header: 'Tags' },
  { id: 'pbxs', header: 'PBXs' },
];

const read = (text: string, of = all) => formatColumns(readColumns(text.split(','), of)).join(',');
const shown = (text: string): readonly ShownColumn[] => readColumns(text.split(','), all);
const write = (columns: readonly ShownColumn[]) => formatColumns(columns).join(',');

describe('the columns of an address', () => {
  test('are those it names, in its order, with their widths', () => {
    expect(read('url:320,name,state')).toBe('url:320,name,state');
  });

  test('leave out what is unknown, named twice or no width', () => {
    expect(read('url,name,url:90,colour,state:7')).toBe('url,name,state');
    expect(read('url:1e2,name:90.5,state:-90')).toBe('url:100,name,state');
  });

  test('always have the ones that cannot be hidden, where they stand by themselves', () => {
    expect(read('state,url')).toBe('state,name,url');
    expect(read('')).toBe('name');
  });

  test('begin with the column that holds the tree', () => {
    expect(read('pbxs,name,tags', tree)).toBe('name,pbxs,tags');
  });

  test('are read as they were written, whatever was chosen', () => {
    const widths = fc.option(fc.integer({ min: 44, max: 1200 }), { nil: undefined });
    fc.assert(
      fc.property(fc.shuffledSubarray(['state', 'account', 'pbx', 'url']), widths, (ids, widthPx) => {
        const chosen = resizeColumn(shown(['name', ...ids].join(',')), { id: 'name', widthPx });
        expect(readColumns(formatColumns(chosen), all)).toEqual(chosen);
      }),
    );
  });
});

describe('choosing columns', () => {
  test('shows a hidden one where the list of columns has it', () => {
    expect(orderColumns(shown('url,name,account'), all)).toEqual(['state', 'url', 'name', 'account', 'pbx']);
    expect(write(showColumn(shown('url,name,account'), 'pbx', all))).toBe('url,name,account,pbx');
    expect(write(showColumn(shown('url,name,account'), 'state', all))).toBe('state,url,name,account');
  });

  test('hides one and leaves the others as they are', () => {
    expect(write(hideColumn(shown('state,name:200,url'), 'state'))).toBe('name:200,url');
  });

  test('moves one to the place of another, up and down', () => {
    expect(write(moveColumn(shown('state,name,account,url'), { id: 'url', to: 'name' }, all))).toBe(
      'state,url,name,account',
    );
    expect(write(moveColumn(shown('state,name,account,url'), { id: 'state', to: 'account' }, all))).toBe(
      'name,account,state,url',
    );
  });

  test('steps over hidden columns, and stops at the ends and at the tree', () => {
    expect(stepFrom(shown('account,name,url'), { id: 'url', by: -1 }, all)).toBe('name');
    expect(stepFrom(shown('account,name,url'), { id: 'url', by: 1 }, all)).toBeUndefined();
    const ofTree = readColumns(['name', 'pbxs', 'tags'], tree);
    expect(stepFrom(ofTree, { id: 'pbxs', by: -1 }, tree)).toBeUndefined();
    expect(stepFrom(ofTree, { id: 'tags', by: -1 }, tree)).toBe('pbxs');
  });

  test('keeps a width between what can be read and what can be seen', () => {
    expect(write(resizeColumn(shown('name,url'), { id: 'url', widthPx: 3 }))).toBe('name,url:44');
    expect(write(resizeColumn(shown('name,url'), { id: 'url', widthPx: 9_999 }))).toBe('name,url:1200');
    expect(write(resizeColumn(shown('name,url:90'), { id: 'url', widthPx: undefined }))).toBe('name,url');
  });
});
