import { expect, test } from 'vitest';
import { createProgram, runProgram } from '../../../electron/hosts/cli/program.ts';
import { catchRuntime } from './cli-runtime.ts';

async function run(...argv: string[]) {
  const runtime = catchRuntime();
  await runProgram(runtime, argv);
  return runtime.written;
}

test('help is an answer: standard output, exit code 0', async () => {
  const { stdout, stderr, code } = await run('--help');
  expect([stderr, code]).toEqual(['', 0]);
  expect(stdout).toContain('switchhook demo');
});

test('every command has its own help, with the global options', async () => {
  const program = createProgram(catchRuntime());
  for (const command of program.commands) {
    expect(command.helpInformation(), command.name()).toContain('--data-dir');
    expect(command.description(), command.name()).not.toBe('');
  }
});

test.each([
  [['previw'], 'Did you mean preview?'],
  [['vault', 'list', '--jsn'], 'Did you mean --json?'],
  [['preview'], '--integration'],
  [['send', '--integration', 'a', '--event', 'b', '--deadline', '3'], 'It is a duration'],
  [['pbxs', 'applications', 'maybe', 'uuid'], 'on, off'],
  [['vault', 'list', 'extra'], 'Too many arguments'],
])('wrong usage %j says what is wrong and exits 2', async (argv, why) => {
  const { stdout, stderr, code } = await run(...argv);
  expect([stdout, code]).toEqual(['', 2]);
  expect(stderr).toContain(why);
  expect(stderr).toContain('Nothing was done.');
});

test('a group without a command shows its help, and is wrong usage', async () => {
  const { stdout, stderr, code } = await run('vault');
  expect([stdout, code]).toEqual(['', 2]);
  expect(stderr).toContain('passphrase');
});

test('with --json wrong usage is JSON too, wherever the option stands', async () => {
  for (const argv of [
    ['--json', 'previw'],
    ['vault', '--json'],
    ['preview', '--as', 'json'],
    ['preview', '--as=json'],
  ]) {
    const { stdout, code } = await run(...argv);
    expect(code, argv.join(' ')).toBe(2);
    expect(JSON.parse(stdout), argv.join(' ')).toMatchObject({ error: { code: 'USAGE' } });
  }
});

test('a missing file is told by its name, and opens no data folder', async () => {
  const { stdout, code } = await run('preview', '--json', '--integration', 'nowhere.yaml', '--event', 'create-user');
  expect(code).toBe(2);
  expect(JSON.parse(stdout).error.code).toBe('FILE_MISSING');
});

test('an unknown trigger is answered with the nearest one', async () => {
  const { stderr, code } = await run('send', '--integration', 'int_1', '--event', 'inbound-call-anwered');
  expect(code).toBe(2);
  expect(stderr).toContain('Did you mean inbound-call-answered?');
});
