// What the application is asked for when it is started. Chromium's own switches are among the arguments, so unknown ones are let be. Pure.
import { parseArgs } from 'node:util';
import { chooseDataFolder, type Surroundings } from '../machine/data-folder.ts';

/** The absolute data folder, or null when `--data-dir` names none. */
export function readDataFolder(launchArguments: readonly string[], surroundings: Surroundings): string | null {
  const { values } = parseArgs({
    args: [...launchArguments],
    options: { 'data-dir': { type: 'string' } },
    strict: false,
  });
  const option = values['data-dir'];
  if (option === '' || typeof option === 'boolean') return null;
  return chooseDataFolder(option, surroundings);
}
