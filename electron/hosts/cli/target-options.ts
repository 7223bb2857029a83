// The options that `send` and `deliveries replay` share: where to, with what, for how long.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseDurationMs } from './duration.ts';

export interface TargetOptions {
  readonly to?: string;
  readonly withAuth?: boolean;
  readonly deadline?: number;
  readonly allowTarget?: readonly string[];
}

export function addTargetOptions(command: Command): Command {
  return command
    .option('--to <url|receiver>', 'another target: a URL, or the running receiver')
    .option('--with-auth', 'send authentication to a target its secret is not bound to')
    .addOption(
      new Option('--deadline <duration>', 'for one attempt, from connect to the last byte, as 15s or 500ms').argParser(
        parseDeadline,
      ),
    )
    .addOption(
      new Option('--allow-target <range>', 'let it go to loopback, private or a CIDR range; repeatable').argParser(
        collect,
      ),
    );
}

/** As the contract takes them. */
export function readTargetOptions({ to, withAuth, deadline, allowTarget }: TargetOptions) {
  return {
    ...(to === undefined ? {} : { to: to === 'receiver' ? { receiver: true as const } : { url: to } }),
    ...(deadline === undefined ? {} : { deadlineMs: deadline }),
    withAuth: withAuth === true,
    allowTargets: [...(allowTarget ?? [])],
  };
}

/** For options that may be given again and again. */
export function collect(value: string, earlier: readonly string[] | undefined): string[] {
  return [...(earlier ?? []), value];
}

function parseDeadline(text: string): number {
  const parsed = parseDurationMs(text);
  if (parsed !== undefined && parsed >= 100 && parsed <= 600_000) return parsed;
  throw new InvalidArgumentError('It is a duration from 100ms to 10m, such as 500ms, 15s or 2m.');
}

/** A whole number within limits, for options and arguments. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const parsed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (parsed >= least && parsed <= most) return parsed;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  };
}
