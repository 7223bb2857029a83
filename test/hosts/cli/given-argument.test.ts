import { expect, test } from 'vitest';
import { classifyArgument } from '../../../electron/hosts/cli/given-argument.ts';

const only = (existing: string) => (path: string) => path === existing;
const nothing = () => false;

test('an existing path wins over a name', () => {
  expect(classifyArgument('create-user', 'trigger', only('create-user'))).toEqual({
    kind: 'file',
    path: 'create-user',
  });
});

test('a prefix forces the name', () => {
  expect(classifyArgument('trigger:create-user', 'trigger', only('create-user'))).toEqual({
    kind: 'name',
    name: 'create-user',
  });
  expect(classifyArgument('id:int_1', 'id', only('id:int_1'))).toEqual({ kind: 'name', name: 'int_1' });
});

test('what is no path is a name', () => {
  expect(classifyArgument('int_1', 'id', nothing)).toEqual({ kind: 'name', name: 'int_1' });
});

test('a dash is standard input', () => {
  expect(classifyArgument('-', 'id', nothing)).toEqual({ kind: 'file', path: '-' });
});

test('what looks like a path is a missing file and no name', () => {
  for (const text of ['crm.yaml', 'CRM.JSON', './crm', 'a\\b', '']) {
    expect(() => classifyArgument(text, 'id', nothing), text).toThrow('There is no file');
  }
});
