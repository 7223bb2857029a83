// The command tree: every command of `switchhook` with its global options. Knows no command from the inside.
import { Command, CommanderError } from 'commander';
import { version } from '../machine/version.ts';
import { cliErrors } from './cli-errors.ts';
import type { Runtime } from './command-context.ts';
import { addAccountsCommands } from './commands/accounts.ts';
import { addCompletionCommand } from './commands/completion.ts';
import { addDeliveriesCommands } from './commands/deliveries.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addEndpointsCommands } from './commands/endpoints.ts';
import { addEventsCommands } from './commands/events.ts';
import { addIntegrationsCommands } from './commands/integrations.ts';
import { addJobsCommands } from './commands/jobs.ts';
import { addListenCommand } from './commands/listen.ts';
import { addPbxsCommands } from './commands/pbxs.ts';
import { addPreviewCommand } from './commands/preview.ts';
import { addSendCommand } from './commands/send.ts';
import { addServeCommand } from './commands/serve.ts';
import { addSettingsCommands } from './commands/settings.ts';
import { addStatusCommand } from './commands/status.ts';
import { addSandboxCommands, addTenantsCommands } from './commands/tenants.ts';
import { addVaultCommands } from './commands/vault.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { Output } from './output.ts';

const notes = `
First time? Run: switchhook demo

Exit codes: 0 done, 1 done but the answer is no, 2 bad input, usage or refused by a rule, 3 vault locked or secret missing,
4 unreachable, 5 conflict, 130 interrupted.`;

/** Usage errors are thrown as CommanderError, with what commander would write about them given to `onUsageText`. */
export function createProgram(runtime: Runtime, onUsageText: (text: string) => void = () => {}): Command {
  const program = new Command('switchhook')
    .description('Browse, preview, send, log and replay the webhook integrations of a hosted PBX reseller.')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .option('--data-dir <dir>', 'data folder (or SWITCHHOOK_DATA_DIR)')
    .option('--json', 'print JSON and nothing else on standard output')
    .option('--quiet', 'no progress and remarks')
    .option('--verbose', 'tell what the engine does, on standard error')
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => runtime.stdout.write(text), writeErr: onUsageText })
    .exitOverride()
    .addHelpText('after', notes);
  const groups = [
    [addDemoCommand, addDoctorCommand],
    [addPreviewCommand, addSendCommand, addListenCommand, addDeliveriesCommands],
    [addEventsCommands, addJobsCommands, addEndpointsCommands, addStatusCommand, addServeCommand],
    [addIntegrationsCommands, addAccountsCommands, addPbxsCommands, addTenantsCommands, addSandboxCommands],
    [addVaultCommands, addSettingsCommands, addCompletionCommand],
  ];
  for (const add of groups.flat()) add(program, runtime);
  return program;
}

/** Runs one command line, without the program's name. Ends the runtime with an exit code in every case. */
export async function runProgram(runtime: Runtime, argv: readonly string[]): Promise<void> {
  let usage = '';
  const program = createProgram(runtime, (text) => {
    usage += text;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    runtime.end(tellUsage(runtime, { argv, cause, usage }));
  }
}

interface WrongUsage {
  readonly argv: readonly string[];
  readonly cause: CommanderError;
  /** The help of a group that was called without a command. */
  readonly usage: string;
}

/** Asking for help and version is right usage; what is wrong is told as every other failure is. */
function tellUsage(runtime: Runtime, { argv, cause, usage }: WrongUsage): ExitCode {
  if (cause.exitCode === 0) return exitCodes.done;
  const isGroup = cause.code === 'commander.help';
  const output = new Output({ json: asksForJson(argv), quiet: false }, runtime);
  const why = isGroup ? 'A command is missing.' : toSentence(cause.message.replace(/^error: /, ''));
  if (isGroup && !output.isJson) output.warn([usage]);
  output.error(cliErrors.create('USAGE', { why: `${why} Nothing was done.${isGroup ? '' : ' See --help.'}` }));
  return exitCodes.refused;
}

/** The command line could not be read, so this is only looked for. */
function asksForJson(argv: readonly string[]): boolean {
  return argv.some(
    (word, index) => word === '--json' || word === '--as=json' || (word === 'json' && argv[index - 1] === '--as'),
  );
}

function toSentence(text: string): string {
  const line = text.replaceAll('\n', ' ');
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}${/[.?!)]$/.test(line) ? '' : '.'}`;
}
