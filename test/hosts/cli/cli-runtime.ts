// A process for the command line to run in, without being one: what is written is kept, and the exit code is caught.
import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import type { Runtime } from '../../../electron/hosts/cli/command-context.ts';
import { Interrupt } from '../../../electron/hosts/cli/interrupt.ts';

export interface CaughtRuntime extends Runtime {
  readonly written: { stdout: string; stderr: string; code: number | null };
}

export function catchRuntime(): CaughtRuntime {
  const written: CaughtRuntime['written'] = { stdout: '', stderr: '', code: null };
  const keep = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  const stdin = new PassThrough();
  stdin.end();
  return {
    written,
    stdin: stdin as unknown as ReadStream,
    stdout: keep('stdout'),
    stderr: keep('stderr'),
    surroundings: { environment: {}, platform: 'linux', home: '/nowhere' },
    interrupt: new Interrupt(),
    end: (code) => {
      written.code = code;
    },
  };
}
