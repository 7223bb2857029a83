// `switchhook completion`: prints a completion script for a shell.
import { Argument, type Command } from 'commander';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { listCompletions, type Shell, shells, writeCompletion } from '../completion.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';

const notes = `
Examples:
  $ source <(switchhook completion bash)
  $ switchhook completion fish > ~/.config/fish/completions/switchhook.fish`;

export function addCompletionCommand(program: Command, runtime: Runtime): void {
  const print = async ({ output }: CommandContext, shell: Shell): Promise<ExitCode> => {
    const script = writeCompletion(shell, listCompletions(program));
    if (output.isJson) output.json({ shell, script });
    else output.text(script.trimEnd());
    return exitCodes.done;
  };
  program
    .command('completion')
    .summary('print a completion script for your shell')
    .description('Prints a completion script for a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText('after', notes)
    .action(runs(runtime, print));
}
