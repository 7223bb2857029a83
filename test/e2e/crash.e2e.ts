// The short crash sweep: the engine ends itself at every named step of its journal, once, and the oracle of test/crash finds nothing lost.
// `npm run crash` does the same many times over, and much worse.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const program = join(import.meta.dirname, '../crash/main.ts');

interface Report {
  readonly scenarios: readonly {
    readonly name: string;
    readonly accepted: number;
    readonly lost: number;
    readonly pending: number;
    readonly integrity: string;
    readonly broken: readonly string[];
  }[];
}

// Two dozen starts of the engine from its sources.
test('kill -9 at every named step: nothing accepted is lost, nothing else is sent, and the next process goes on', {
  timeout: 300_000,
}, async () => {
  const child = spawn(process.execPath, [program, '--short', '--json', '--seed', '7'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const { scenarios } = JSON.parse(output) as Report;
  expect(scenarios.flatMap(({ broken }) => broken)).toEqual([]);
  expect(scenarios.map(({ lost, pending, integrity }) => ({ lost, pending, integrity }))).toEqual(
    scenarios.map(() => ({ lost: 0, pending: 0, integrity: 'ok' })),
  );
  // A sweep that accepts nothing would lose nothing either.
  expect(scenarios.map(({ accepted }) => accepted > 10)).toEqual(scenarios.map(() => true));
  expect(code).toBe(0);
});
