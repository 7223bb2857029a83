// `switchhook settings`: what a person can set.
import type { Command } from 'commander';
import type { SettingsState } from '../../../../shared/settings/contract.ts';
import { settingsErrors } from '../../../../shared/settings/errors.ts';
import { checkSettingsPatch, defaultSettings } from '../../../../shared/settings/settings.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { describeProblem } from '../describe-error.ts';
import { withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { layOutPairs } from '../table.ts';

export function addSettingsCommands(program: Command, runtime: Runtime): void {
  const group = program
    .command('settings')
    .summary('read and change settings')
    .description('Settings of this data folder.');
  group.command('list').description('Lists all settings.').action(runs(runtime, list));
  group
    .command('set')
    .description('Changes one setting.')
    .argument('<key>', 'name of the setting')
    .argument('<value>', 'its new value')
    .addHelpText('after', '\nExample:\n  $ switchhook settings set attemptDeadlineMs 10000')
    .action(runs(runtime, set));
}

async function list(context: CommandContext): Promise<ExitCode> {
  return answer(context, await withEngine(context, ({ ask, client }) => ask(() => client.settings.get({}))));
}

async function set(context: CommandContext, key: string, text: string): Promise<ExitCode> {
  const known = Object.entries(defaultSettings).find(([name]) => name === key);
  const patch = { [key]: typeof known?.[1] === 'number' ? toNumber(text) : text };
  const problems = checkSettingsPatch(patch);
  if (problems.length > 0) throw settingsErrors.fail('SETTINGS_INVALID', { problems });
  return answer(context, await withEngine(context, ({ ask, client }) => ask(() => client.settings.update(patch))));
}

/** What is no plain number goes as text, and is refused with the setting's own rule. */
function toNumber(text: string): number | string {
  return /^-?\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

function answer({ output }: CommandContext, state: SettingsState): ExitCode {
  output.answer(state, () => layOutPairs(Object.entries(state.settings).map(([name, value]) => [name, String(value)])));
  if (!output.isJson) output.warn(state.problems.map((problem) => describeProblem(problem)));
  return exitCodes.done;
}
