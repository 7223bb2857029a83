// The built command line as a process of its own, as a person or a script runs it. Nothing here waits for time to pass: only for
// output, sockets and exits.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { onTestFinished } from 'vitest';

export const cliBundle = join(import.meta.dirname, '../../out/cli/switchhook.js');

export interface CliOptions {
  /** The data folder; it also stands for the home folder, so that no test ever meets that of the person who runs it. */
  readonly folder: string;
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What comes on standard input, which then ends. Absent: it ends at once. `open`: it stays open until the test ends it. */
  readonly input?: string | Uint8Array | 'open';
}

export interface CliEnd {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliProcess {
  readonly pid: number;
  readonly child: ChildProcessWithoutNullStreams;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The first match on standard output, or on standard error; rejects when the process ends before it. */
  waitFor(pattern: RegExp, stream?: 'stdout' | 'stderr'): Promise<RegExpExecArray>;
  /** Sends the signal and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<CliEnd>;
  readonly ended: Promise<CliEnd>;
}

/** Killed when the test ends, if it still runs then. */
export function startCli(args: readonly string[], options: CliOptions): CliProcess {
  if (!existsSync(cliBundle)) throw new Error(`${cliBundle} is missing: run npm run build.`);
  const child = spawn(process.execPath, [cliBundle, ...args], {
    cwd: options.cwd ?? options.folder,
    env: surroundingsOf(options),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const { input } = options;
  // A command that reads nothing may be gone before its input is written.
  child.stdin.on('error', () => {});
  if (input !== 'open') child.stdin.end(input);
  return observe(child);
}

export function runCli(args: readonly string[], options: CliOptions): Promise<CliEnd> {
  return startCli(args, options).ended;
}

/** The answer of a command that was asked for JSON. */
export function readJson<T = Record<string, unknown>>({ stdout, stderr }: CliEnd): T {
  try {
    return JSON.parse(stdout) as T;
  } catch {
    throw new Error(`Standard output is no JSON: ${stdout}\n${stderr}`);
  }
}

function surroundingsOf({ folder, environment }: CliOptions): NodeJS.ProcessEnv {
  const { PATH, TMPDIR, SystemRoot } = process.env;
  const system = Object.entries({ PATH, TMPDIR, SystemRoot }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(system), HOME: folder, SWITCHHOOK_DATA_DIR: folder, ...environment };
}

function observe(child: ChildProcessWithoutNullStreams): CliProcess {
  const text = { stdout: '', stderr: '' };
  const looking = new Set<() => void>();
  const look = () => {
    for (const one of looking) one();
  };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
      look();
    });
  }
  let end: CliEnd | undefined;
  const ended = new Promise<CliEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      end = { code, signal, ...text };
      resolve(end);
      look();
    });
  });
  const waitFor: CliProcess['waitFor'] = (pattern, stream = 'stdout') =>
    new Promise((resolve, reject) => {
      const one = () => {
        const found = pattern.exec(text[stream]);
        if (found === null && end === undefined) return;
        looking.delete(one);
        if (found !== null) resolve(found);
        else reject(new Error(`It ended (${end?.code}) without ${pattern}: ${text.stdout}\n${text.stderr}`));
      };
      looking.add(one);
      one();
    });
  return {
    pid: child.pid ?? 0,
    child,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    waitFor,
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
    ended,
  };
}
