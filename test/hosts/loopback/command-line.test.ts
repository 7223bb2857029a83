import { expect, test } from 'vitest';
import { readCommandLine } from '../../../electron/hosts/loopback/command-line.ts';

test('without options: any free port, the usual folder, a browser', () => {
  expect(readCommandLine([])).toEqual({
    port: 0,
    dataFolder: undefined,
    opensBrowser: true,
    isJson: false,
    isVerbose: false,
    asksFor: null,
  });
});

test('takes every option', () => {
  const argv = ['--port', '4711', '--data-dir=/tmp/x', '--no-open', '--json', '--verbose'];
  expect(readCommandLine(argv)).toMatchObject({ port: 4711, dataFolder: '/tmp/x', opensBrowser: false, isJson: true });
  expect(readCommandLine(argv)).toMatchObject({ isVerbose: true, asksFor: null });
  expect(readCommandLine(['--help', '--version']).asksFor).toBe('help');
  expect(readCommandLine(['--version']).asksFor).toBe('version');
});

test.each([
  [['--port', 'http'], '--port needs a number from 0 to 65535, not “http”. Nothing was started. See --help.'],
  [['--port', '65536'], '--port needs a number from 0 to 65535, not “65536”. Nothing was started. See --help.'],
  [['--port=-1'], '--port needs a number from 0 to 65535, not “-1”. Nothing was started. See --help.'],
  [['--port='], '--port needs a number from 0 to 65535, not “”. Nothing was started. See --help.'],
  [['--data-dir', ''], '--data-dir needs the name of a folder. Nothing was started. See --help.'],
  [['--listen'], "Unknown option '--listen'. Nothing was started. See --help."],
  [['--port'], "Option '--port <value>' argument missing. Nothing was started. See --help."],
  [['here'], /^Unexpected argument 'here'\. .*Nothing was started\. See --help\.$/],
])('%j is refused with the reason', (argv, message) => {
  let told = '';
  try {
    readCommandLine(argv);
  } catch (cause) {
    told = (cause as Error).message;
  }
  if (typeof message === 'string') expect(told).toBe(message);
  else expect(told).toMatch(message);
});
