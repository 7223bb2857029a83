import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFile, decodeText } from '../../../electron/hosts/cli/read-file.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';

function failureOf(act: () => unknown): { code: string; message: string } {
  try {
    act();
  } catch (cause) {
    if (cause instanceof Failure) return cause.error;
    throw cause;
  }
  throw new Error('nothing was refused');
}

test('a number stays a number, so that the rules can refuse it', () => {
  expect(decodeFile('source-number: 0491570156', 'a.yaml')).toEqual({ 'source-number': 491_570_156 });
  expect(decodeFile('source-number: "0491570156"', 'a.yaml')).toEqual({ 'source-number': '0491570156' });
});

test('only what YAML 1.2 calls so is a boolean, and dates are texts', () => {
  const text = 'a: yes\nb: off\nc: True\nd: 2026-11-23\ne: 12:30:45\nf: 1_000\ng: null';
  expect(decodeFile(text, 'a.yaml')).toEqual({
    a: 'yes',
    b: 'off',
    c: true,
    d: '2026-11-23',
    e: '12:30:45',
    f: '1_000',
    g: null,
  });
});

test('a key called __proto__ is a member like any other', () => {
  for (const [text, file] of [
    ['__proto__: { polluted: true }', 'a.yaml'],
    ['{ "__proto__": { "polluted": true } }', 'a.json'],
  ] as const) {
    const value = decodeFile(text, file) as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect('polluted' in value).toBe(false);
  }
});

test('broken YAML is told by line and column', () => {
  const { code, message } = failureOf(() => decodeFile('name: x\nheaders: [1,\n', 'crm.yaml'));
  expect(code).toBe('FILE_SYNTAX');
  expect(message).toMatch(/^crm\.yaml:3:1: /);
});

test.each([
  ['a key twice', 'a: 1\na: 2'],
  ['a key twice in JSON form', '{"a": 1, "a": 2}'],
  ['a tag nobody knows', 'a: !vault crm'],
  ['two documents', 'a: 1\n---\nb: 2'],
  ['a tab for indentation', 'a:\n\tb: 1'],
  ['an alias without its anchor', 'a: *b'],
])('%s is refused', (_name, text) => {
  expect(failureOf(() => decodeFile(text, 'a.yaml')).code).toBe('FILE_SYNTAX');
});

test('merge keys are no feature of the file shapes', () => {
  expect(decodeFile('<<: { a: 1 }\nb: 2', 'a.yaml')).toEqual({ '<<': { a: 1 }, b: 2 });
});

test('aliases cannot blow a small file up', () => {
  const levels = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg'].map((pair) => [...pair])) {
    levels.push(`${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(', ')}]`);
  }
  expect(failureOf(() => decodeFile(levels.join('\n'), 'a.yaml')).message).toContain('aliases');
});

test('an alias inside its own anchor is refused', () => {
  for (const text of ['a: &a [*a]', 'a: &a { b: { c: *a } }']) {
    expect(failureOf(() => decodeFile(text, 'a.yaml')).message, text).toContain('round in a circle');
  }
});

test('a file called .json holds strict JSON', () => {
  expect(failureOf(() => decodeFile('{"a": 1,}', 'a.json')).code).toBe('FILE_SYNTAX');
  expect(failureOf(() => decodeFile('{"a": "two\nlines"}', 'a.json')).message).toMatch(/^a\.json:1:11: /);
  expect(decodeFile('{"a": 1,}', 'a.yaml')).toEqual({ a: 1 });
});

test('an empty file is told as such', () => {
  for (const text of ['', '  \n', '# nothing yet\n']) {
    expect(failureOf(() => decodeFile(text, 'a.yaml')).code, text).toBe('FILE_EMPTY');
  }
});

test('a byte order mark is no part of the text, and other encodings are refused', () => {
  expect(decodeText(Buffer.from('\ufeffa: 1'), 'a.yaml')).toBe('a: 1');
  expect(failureOf(() => decodeText(Buffer.from([0xff, 0xfe, 0x61, 0x00]), 'a.yaml')).code).toBe('FILE_ENCODING');
});

test('JSON is read as JSON.parse reads it, however it is indented', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(0, 2, '\t'), (value, indent) => {
      const text = JSON.stringify({ value }, null, indent);
      expect(decodeFile(text, 'a.json')).toEqual(JSON.parse(text));
    }),
  );
});
