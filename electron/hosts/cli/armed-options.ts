// `--live --confirm N`: what a person says before something that was made up, or many requests at once, reaches real systems.
import type { Command } from 'commander';
import { cliErrors } from './cli-errors.ts';
import { wholeNumber } from './target-options.ts';

export interface ArmedOptions {
  readonly live?: boolean;
  readonly confirm?: number;
}

const most = 10_000_000;

export function addArmedOptions(command: Command): Command {
  return command
    .option('--live', 'in a LIVE tenant set: send to the real systems instead of the receiver; needs --confirm')
    .option('--confirm <count>', 'how many requests will leave; any other number is refused', wholeNumber(1, most));
}

/** As the contract takes it. Throws Failure USAGE. */
export function readArmedOptions({ live, confirm }: ArmedOptions): { confirm?: number } {
  if (live === true && confirm === undefined) {
    throw cliErrors.fail('USAGE', {
      why: '--live sends to real systems: say with --confirm how many requests will leave. Nothing was sent.',
    });
  }
  if (live !== true && confirm !== undefined) {
    throw cliErrors.fail('USAGE', { why: '--confirm goes with --live. Nothing was sent.' });
  }
  return confirm === undefined ? {} : { confirm };
}
