// `switchhook serve`: the engine and its dispatcher without a window, until it is told to stop.
import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { type Command, Option } from 'commander';
import type { DispatchStatus } from '../../../../shared/dispatch/dispatch-status.ts';
import { Failure } from '../../../../shared/kernel/app-error.ts';
import type { VaultStatus } from '../../../../shared/vault/contract.ts';
import type { EnginePorts, Log, LogLevel } from '../../../engine/ports.ts';
import { version } from '../../machine/version.ts';
import { cliErrors } from '../cli-errors.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { type Session, unlockByFile, withEngineOf } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { publishAddress } from '../serve/address-file.ts';
import { type ControlServer, type Health, listenForControl } from '../serve/control-server.ts';
import { formatMetrics } from '../serve/metrics.ts';
import { type ProcessMeter, startProcessMeter } from '../serve/process-meter.ts';
import { wholeNumber } from '../target-options.ts';

const keepUnlocked = '`switchhook settings set vaultIdleLockMinutes 0` keeps it unlocked.';

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

const notes = `
The first line on standard output is { "url", "token", "pid" }; serve.json in the data folder holds the same, for this user only.
  GET /healthz   200 { "status": "ok" }, or 503 while sending is paused or it is closing; "vault" says whether that is locked
  GET /metrics   Prometheus' text format
Both need the header Authorization: Bearer TOKEN. Other commands work through it while it runs.
The vault is unlocked at the start when SWITCHHOOK_PASSPHRASE_FILE names a file with its passphrase, and at any time by
"switchhook vault unlock". It locks itself when no secret was used for a while, and what needs one waits then: switchhook settings set
vaultIdleLockMinutes 0 keeps it unlocked.

The log goes to standard error, one JSON object a line. SIGTERM or Ctrl+C is its normal end: it begins nothing more, lets what is
being sent end, and exits with 0. A second one leaves at once with 130; what was being sent is then sent again.

Examples:
  $ switchhook serve --port 9464 --log-level info
  $ curl --header "Authorization: Bearer $TOKEN" http://127.0.0.1:9464/metrics`;

interface ServeOptions {
  readonly port: number;
  readonly logLevel: LogLevel;
}

export function addServeCommand(program: Command, runtime: Runtime): void {
  program
    .command('serve')
    .summary('send without a window, with health and metrics')
    .description(
      'Runs the dispatcher without a window: owns the data folder, sends what is due, answers health and metrics.',
    )
    .option(
      '--port <port>',
      'port of the control address on 127.0.0.1 (default: a free one)',
      wholeNumber(0, 65_535),
      0,
    )
    .addOption(new Option('--log-level <level>', 'least level of the log').choices(levels).default('info'))
    .addHelpText('after', notes)
    .action(runs(runtime, (context, options: ServeOptions) => serve(context, options, runtime)));
}

async function serve(context: CommandContext, { port, logLevel }: ServeOptions, runtime: Runtime): Promise<ExitCode> {
  // Loaded here alone: no other command needs it.
  const { createServeLog } = await import('../serve/serve-log.ts');
  const log = createServeLog(logLevel, (line) => runtime.stderr.write(line));
  // The port comes first: the engine must know it before it sends anything.
  const control = await listenForControl(port);
  const server = new Serving(control, log);
  try {
    const folder = context.dataFolder();
    await withEngineOf(context, portsOf(context.portsFor(folder), control, log), (session) =>
      server.run(context, session, folder),
    );
    log('info', 'Closed.');
    return exitCodes.done;
  } finally {
    server.stop();
    await control.close();
  }
}

function portsOf(ports: EnginePorts, { port }: ControlServer, log: Log): EnginePorts {
  return { ...ports, log, capabilities: { ...ports.capabilities, controlPorts: () => [port] } };
}

class Serving {
  readonly #control: ControlServer;
  readonly #log: Log;
  readonly #meter: ProcessMeter = startProcessMeter();
  #status: DispatchStatus | null = null;
  /** null: there is none, or it is not known yet. */
  #vault: 'locked' | 'unlocked' | null = null;
  #isClosing = false;

  constructor(control: ControlServer, log: Log) {
    this.#control = control;
    this.#log = log;
  }

  async run(context: CommandContext, session: Session, folder: string): Promise<void> {
    if (session.role !== 'owner') throw cliErrors.fail('FOLDER_OWNED', { path: folder });
    // The log says it, in its own form.
    context.interrupt.farewell = null;
    await this.#unlock(context, session);
    const token = randomBytes(32).toString('base64url');
    this.#control.serve({ health: () => this.#health(), metrics: () => this.#metrics(session) }, token);
    const { url } = this.#control;
    const address = { url, token, pid: process.pid };
    const withdraw = await publishAddress(folder, address);
    const { stopped, unsubscribe } = this.#follow(session);
    try {
      context.output.jsonLine(address);
      this.#log('info', 'Sending.', { url, dataFolder: folder, version });
      await waitForStop(context, stopped);
    } finally {
      this.#isClosing = true;
      this.#log('info', 'Stopping. What is being sent is let end; once more leaves at once.');
      unsubscribe();
      if (!(await withdraw())) {
        this.#log('warn', 'serve.json could not be removed, so it names an address where nothing answers any more.');
      }
    }
  }

  stop(): void {
    this.#meter.stop();
  }

  /** Without a passphrase it serves all the same: what needs the vault waits. */
  async #unlock(context: CommandContext, session: Session): Promise<void> {
    if ((await unlockByFile(context, session)) === 'left') return;
    const { ask, client } = session;
    const { vaultIdleLockMinutes: minutes } = (await ask(() => client.settings.get({}))).settings;
    if (minutes === 0) return;
    this.#log('info', `The vault locks itself when no secret was used for ${minutes} minutes. ${keepUnlocked}`);
  }

  /** `stopped` rejects when the engine can tell nothing any more. */
  #follow({ client }: Session): { stopped: Promise<never>; unsubscribe: () => void } {
    const { promise: stopped, reject } = Promise.withResolvers<never>();
    stopped.catch(() => {});
    const ends = [
      client.dispatch.watchStatus({}, (event) => {
        if (event.type === 'failed') reject(new Failure(event.error));
        else this.#tell(event.status);
      }),
      client.vault.watch({}, (event) => {
        if ('status' in event) this.#tellVault(event.status);
      }),
    ];
    return {
      stopped,
      unsubscribe: () => {
        for (const end of ends) end();
      },
    };
  }

  #tell(status: DispatchStatus): void {
    const before = this.#status?.pausedBecause ?? null;
    this.#status = status;
    if (before === null && status.pausedBecause !== null) {
      this.#log('error', 'Sending is paused.', { reason: status.pausedBecause });
    } else if (before !== null && status.pausedBecause === null) this.#log('info', 'Sending goes on.');
  }

  #tellVault({ exists, unlocked }: VaultStatus): void {
    const before = this.#vault;
    this.#vault = exists ? (unlocked ? 'unlocked' : 'locked') : null;
    if (this.#vault === before) return;
    if (this.#vault === 'locked') {
      const how =
        'Unlock it with: switchhook vault unlock. SWITCHHOOK_PASSPHRASE_FILE names a file to unlock it at the start.';
      const sofar = before === null ? 'The vault is locked' : 'The vault was locked';
      this.#log('warn', `${sofar}: deliveries that need its secrets wait. ${how} ${keepUnlocked}`);
    } else if (before === 'locked') this.#log('info', 'The vault is unlocked: what waited for its secrets goes on.');
  }

  #health(): Health {
    const health = this.#healthOfSending();
    return this.#vault === null ? health : { ...health, vault: this.#vault };
  }

  #healthOfSending(): Health {
    if (this.#isClosing) return { status: 'closing', reason: 'It was told to stop.' };
    if (this.#status === null) return { status: 'starting', reason: 'How sending stands is not known yet.' };
    const { pausedBecause } = this.#status;
    return pausedBecause === null ? { status: 'ok' } : { status: 'paused', reason: pausedBecause };
  }

  #metrics(session: Session): string {
    const node = process.versions.node;
    return formatMetrics({
      ...{ version, node, status: this.#status, isVaultLocked: this.#vault === 'locked' },
      counts: session.counts(),
      process: this.#meter.read(),
    });
  }
}

/** A stop that was asked for is the normal end. */
async function waitForStop({ interrupt }: CommandContext, stopped: Promise<never>): Promise<void> {
  try {
    await interrupt.race(stopped);
  } catch (cause) {
    if (!(cause instanceof Failure) || cause.error.code !== 'INTERRUPTED') throw cause;
  }
}
