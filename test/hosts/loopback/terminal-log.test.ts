import { expect, test } from 'vitest';
import { createTerminalLog } from '../../../electron/hosts/loopback/terminal-log.ts';

test('writes one line for each entry from the level on, with its fields', () => {
  const lines: string[] = [];
  const log = createTerminalLog('warn', (line) => lines.push(line));
  log('debug', 'dropped');
  log('info', 'dropped');
  log('warn', 'first\nsecond', { incident: 'a1' });
  log('error', 'stopped');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { level: 'warn', message: 'first\nsecond', incident: 'a1' },
    { level: 'error', message: 'stopped' },
  ]);
});

test('nothing written moves the cursor, recolours or reorders the terminal', () => {
  const lines: string[] = [];
  const hostile = '\u001b[31m\r\b\u009b2J\u202e\u2028 Zoë 🐙';
  createTerminalLog('debug', (line) => lines.push(line))('info', hostile, { hostile });
  expect(lines.join('')).toMatch(/^[\x20-\x7e]+$/);
  expect(JSON.parse(lines.join(''))).toEqual({ level: 'info', message: hostile, hostile });
});
