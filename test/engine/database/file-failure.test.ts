import { expect, test } from 'vitest';
import { translateFileFailure } from '../../../electron/engine/database/file-failure.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';

const path = 'the data folder';

test.each([
  ['ENOSPC', 'STORAGE_FULL'],
  ['EDQUOT', 'STORAGE_FULL'],
  ['EROFS', 'STORAGE_READ_ONLY'],
  ['EACCES', 'STORAGE_READ_ONLY'],
  ['EPERM', 'STORAGE_READ_ONLY'],
  ['ENOTDIR', 'STORAGE_READ_ONLY'],
  ['EEXIST', 'STORAGE_READ_ONLY'],
])('%s is told as %s', (code, expected) => {
  const failure = translateFileFailure(Object.assign(new Error(code), { code }), path);
  expect(failure).toBeInstanceOf(Failure);
  expect((failure as Failure).error.code).toBe(expected);
});

test.each([
  [new TypeError('a bug')],
  [Object.assign(new Error('x'), { code: 'ENOENT' })],
  [null],
  [undefined],
  ['text'],
])('what the disk did not refuse passes through: %o', (cause) => {
  expect(translateFileFailure(cause, path)).toBe(cause);
});
