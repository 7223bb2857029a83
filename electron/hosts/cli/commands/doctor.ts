// `switchhook doctor`: one line for each thing that has to be right, and what to do when it is not.
import type { Command } from 'commander';
import { Failure } from '../../../../shared/kernel/app-error.ts';
import { version } from '../../machine/version.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import {
  type Check,
  checkDatabases,
  checkDataFolder,
  checkDiskSpace,
  checkLoopback,
  checkNode,
  checkTimeZones,
  findFolder,
  notOk,
  ok,
} from '../doctor-checks.ts';
import { type Session, withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { padTo } from '../terminal-text.ts';

export function addDoctorCommand(program: Command, runtime: Runtime): void {
  program
    .command('doctor')
    .summary('check the set-up and say what to do')
    .description(
      'Checks the set-up of this computer and data folder, changes nothing, and says what to do. Exit code 1 when something fails.',
    )
    .option('--rebuild-counts', 'count the delivery log afresh, should its totals be wrong')
    .action(runs(runtime, examine));
}

interface DoctorOptions {
  readonly rebuildCounts?: boolean;
}

async function examine(context: CommandContext, { rebuildCounts = false }: DoctorOptions): Promise<ExitCode> {
  const folder = context.dataFolder();
  const checks = [checkNode(process.versions), checkTimeZones(), await checkLoopback(), await checkDataFolder(folder)];
  checks.push(await checkDiskSpace(folder));
  // Opening the engine would make the folder; before the first use there is nothing to look at.
  if ((await findFolder(folder))?.isDirectory() === true) {
    checks.push(...(await listDatabaseChecks(folder)), ...(await checkEngine(context, rebuildCounts)));
  }
  const healthy = checks.every(({ state }) => state !== 'fail');
  context.output.answer({ healthy, version, dataFolder: folder, checks }, () => checks.flatMap(describeCheck));
  return healthy ? exitCodes.done : exitCodes.no;
}

async function listDatabaseChecks(folder: string): Promise<Check[]> {
  try {
    return await checkDatabases(folder);
  } catch (cause) {
    return [notOk('fail', 'database', [`${folder} cannot be read: ${(cause as Error).message}`, 'See data folder.'])];
  }
}

async function checkEngine(context: CommandContext, rebuildCounts: boolean): Promise<Check[]> {
  try {
    return await withEngine(context, async (session) => [
      ok(
        'owner',
        session.role === 'owner'
          ? 'no other Switchhook has the data folder'
          : 'another Switchhook has the data folder; commands work through it',
      ),
      await checkVault(session),
      await checkReceiver(session),
      await checkCounts(context, session, rebuildCounts),
    ]);
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause;
    return [notOk('fail', 'engine', [cause.error.message, 'Do what the message says, then run doctor again.'])];
  }
}

async function checkVault({ ask, client }: Session): Promise<Check> {
  const { exists, unlocked, problem } = await ask(() => client.vault.status({}));
  if (problem !== null) return notOk('fail', 'vault', [problem.message, 'Restore vault and database together.']);
  if (!exists) return ok('vault', 'none yet; secrets need one: switchhook vault init');
  return ok('vault', unlocked ? 'unlocked' : 'locked, as it should be between uses');
}

async function checkReceiver({ ask, client }: Session): Promise<Check> {
  const { isRunning, url } = await ask(() => client.bench.status({}));
  return ok('receiver', isRunning ? `running at ${url ?? ''}` : 'not running; start it with: switchhook listen');
}

/** Only its owner counts. Throws Failure OWNER_ONLY where it was to be changed. */
async function checkCounts(context: CommandContext, { role, host }: Session, isRebuilt: boolean): Promise<Check> {
  if (role === 'client' && !isRebuilt) return ok('counts', 'not looked at: another Switchhook counts at this moment');
  const onProgress = (counted: number) => context.output.note(`Counted ${counted} deliveries of the log so far.`);
  const { interrupt } = context;
  const wrong = await interrupt.race(host.checkCounts({ isRebuilt, onProgress, signal: interrupt.signal }));
  if (wrong === 0) return ok('counts', 'the totals of the delivery log are right');
  const found = `${wrong} of the counters of the delivery log ${wrong === 1 ? 'was' : 'were'} wrong`;
  if (isRebuilt) return ok('counts', `${found}; counted afresh`);
  return notOk('fail', 'counts', [
    found,
    'Count afresh with: switchhook doctor --rebuild-counts. Deliveries are not touched.',
  ]);
}

function describeCheck({ name, state, message, remedy }: Check): string[] {
  return [
    `${padTo(state, 5)} ${padTo(name, 12)} ${message}`,
    ...(remedy === null ? [] : [`${' '.repeat(19)}→ ${remedy}`]),
  ];
}
