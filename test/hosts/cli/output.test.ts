import { expect, test } from 'vitest';
import { Output } from '../../../electron/hosts/cli/output.ts';

function open(options: { json?: boolean; quiet?: boolean; isTTY?: boolean }) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY: options.isTTY === true,
    columns: 100,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const { json = false, quiet = false } = options;
  return { written, output: new Output({ json, quiet }, { stdout: stream('stdout'), stderr: stream('stderr') }) };
}

test('with --json nothing but JSON reaches standard output', () => {
  const { output, written } = open({ json: true });
  output.answer({ a: 1 }, () => ['for people']);
  output.note('a remark');
  output.warn(['a warning']);
  expect(JSON.parse(written.stdout)).toEqual({ a: 1 });
  expect(written.stderr).toBe('a remark\na warning\n');
});

test('an error is one JSON value with --json, and a block on standard error without', () => {
  const error = { code: 'X', message: 'It failed.', problems: [] };
  const machine = open({ json: true });
  machine.output.error({ code: 'X', message: 'It failed.', problems: undefined });
  expect(JSON.parse(machine.written.stdout)).toEqual({ error: { code: 'X', message: 'It failed.' } });
  const person = open({});
  person.output.error(error);
  expect(person.written).toEqual({ stdout: '', stderr: 'It failed.\n' });
});

test('--quiet silences remarks and neither warnings nor errors', () => {
  const { output, written } = open({ quiet: true });
  output.note('a remark');
  output.warn(['a warning']);
  output.error({ code: 'X', message: 'It failed.' });
  expect(written.stderr).toBe('a warning\nIt failed.\n');
});

test('only a terminal has a width and gets neutralised text', () => {
  const terminal = open({ isTTY: true });
  terminal.output.text('a\u001bb');
  expect([terminal.output.columns, terminal.written.stdout]).toEqual([100, 'a\\x1bb\n']);
  const pipe = open({});
  pipe.output.text('a\u001bb');
  expect([pipe.output.columns, pipe.written.stdout]).toEqual([Number.POSITIVE_INFINITY, 'a\u001bb\n']);
});

test('lines for people are neutralised wherever they go', () => {
  const { output, written } = open({});
  output.lines(['name \u001b[31m']);
  output.error({ code: 'X', message: 'bad \u0007' });
  expect(written).toEqual({ stdout: 'name \\x1b[31m\n', stderr: 'bad \\x07\n' });
});
