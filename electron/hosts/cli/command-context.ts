// What every command is given, and the one place where its end becomes an exit code.
import { randomBytes } from 'node:crypto';
import type { ReadStream } from 'node:tty';
import type { Command } from 'commander';
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { EnginePorts } from '../../engine/ports.ts';
import { chooseDataFolder, type Surroundings } from '../machine/data-folder.ts';
import { cliErrors } from './cli-errors.ts';
import type { Sources } from './describe-error.ts';
import { type ExitCode, exitCodeOfError } from './exit-codes.ts';
import type { Interrupt } from './interrupt.ts';
import { Output, type TextStream } from './output.ts';
import { createPorts } from './ports.ts';

/** The process the commands run in. */
export interface Runtime {
  readonly stdin: ReadStream;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly surroundings: Surroundings;
  readonly interrupt: Interrupt;
  /** Takes the exit code of the one command that ran. */
  end(code: ExitCode): void;
}

export interface GlobalOptions {
  readonly dataDir?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** Of `preview`, where `--as json` is --json. */
  readonly as?: string;
}

export interface CommandContext {
  readonly output: Output;
  readonly stdin: ReadStream;
  readonly environment: Surroundings['environment'];
  readonly interrupt: Interrupt;
  /** Filled in by a command as it reads what it was given. */
  readonly sources: Sources;
  readonly portsFor: (dataFolder: string) => EnginePorts;
  /** Absolute path. Throws Failure USAGE. */
  readonly dataFolder: () => string;
  /** Whether --data-dir was given, and not left to the environment or the system. */
  readonly hasDataDirOption: boolean;
}

/** Commander's arguments of an action: those of the command, its options, and the command itself. */
export type Action<Args extends unknown[]> = (...args: [...Args, Command]) => Promise<void>;

/** Makes an action of a command's work: gives it its context, prints its failure, keeps its exit code. */
export function runs<Args extends unknown[]>(
  runtime: Runtime,
  work: (context: CommandContext, ...args: Args) => Promise<ExitCode>,
): Action<Args> {
  return async (...given) => {
    const command = given.at(-1) as Command;
    const context = createContext(runtime, command.optsWithGlobals<GlobalOptions>());
    try {
      runtime.end(await work(context, ...(given.slice(0, -1) as Args)));
    } catch (cause) {
      const { error } = cause instanceof Failure ? cause : toIncident(context, cause);
      if (runtime.interrupt.isOutputGone && error.code === 'INTERRUPTED') return;
      context.output.error(error, context.sources);
      runtime.end(exitCodeOfError(error.code));
    }
  };
}

function createContext(runtime: Runtime, options: GlobalOptions): CommandContext {
  const { quiet = false, verbose = false } = options;
  const json = options.json === true || options.as === 'json';
  return {
    output: new Output({ json, quiet }, runtime),
    stdin: runtime.stdin,
    environment: runtime.surroundings.environment,
    interrupt: runtime.interrupt,
    sources: {},
    portsFor: (dataFolder) =>
      createPorts({
        dataFolder,
        logLevel: verbose ? 'debug' : quiet ? 'error' : 'warn',
        writeLog: (line) => runtime.stderr.write(`${line}\n`),
      }),
    dataFolder: () => {
      // An empty name would mean the folder one stands in.
      if (options.dataDir === '') {
        throw cliErrors.fail('USAGE', { why: '--data-dir needs the name of a folder. Nothing was done.' });
      }
      return chooseDataFolder(options.dataDir, runtime.surroundings);
    },
    hasDataDirOption: options.dataDir !== undefined,
  };
}

/** A mistake of ours: the details go to the log, the person gets its number. */
function toIncident(context: CommandContext, cause: unknown): Failure {
  const incident = randomBytes(4).toString('hex');
  const { stack, message } = cause instanceof Error ? cause : new Error(String(cause));
  context.portsFor('').log('error', `Incident ${incident}`, { cause: stack ?? message });
  return commonErrors.fail('INTERNAL', { incident });
}
