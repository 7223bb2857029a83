import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { listCompletions, shells, writeCompletion } from '../../../electron/hosts/cli/completion.ts';
import { createProgram } from '../../../electron/hosts/cli/program.ts';
import { catchRuntime } from './cli-runtime.ts';

const nodes = listCompletions(createProgram(catchRuntime()));

test('every command and every option is in the script of every shell', () => {
  expect(nodes.length).toBeGreaterThan(30);
  for (const shell of shells) {
    const script = writeCompletion(shell, nodes);
    for (const { path, options } of nodes) {
      expect(script, `${shell}: ${path}`).toContain(path);
      for (const { name } of options) {
        expect(script, `${shell}: ${path} ${name}`).toContain(shell === 'fish' ? ` -l ${name.slice(2)} ` : name);
      }
    }
  }
});

test('bash takes the script', () => {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: writeCompletion('bash', nodes), encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

/** What bash offers after these words. */
function complete(...words: string[]): string[] {
  const list = words.map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(switchhook ${list}); COMP_CWORD=${words.length}; _switchhook; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = spawnSync('bash', ['-c', `${writeCompletion('bash', nodes)}\n${ask}`], { encoding: 'utf8' });
  return stdout.split('\n').filter((word) => word !== '');
}

test('bash offers commands, then their commands, options and words', () => {
  expect(complete('de')).toEqual(['demo', 'deliveries']);
  expect(complete('vault', 's')).toEqual(['set', 'status']);
  expect(complete('--json', 'vault', 'set', '--for')).toEqual(['--for-origin']);
  expect(complete('pbxs', 'applications', '')).toEqual(['on', 'off']);
});
