// `switchhook listen`: starts the receiver and prints what comes to it, until it is stopped.
import { type Command, Option } from 'commander';
import type { Capture } from '../../../../shared/bench/capture.ts';
import { Failure } from '../../../../shared/kernel/app-error.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { type Session, withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { collect, wholeNumber } from '../target-options.ts';
import { showOneLine } from '../terminal-text.ts';

interface ListenOptions {
  readonly port?: number;
  readonly answer?: readonly number[];
  readonly once?: boolean;
  readonly allowHost?: readonly string[];
}

const notes = `
Examples:
  $ switchhook listen --port 8080
  $ switchhook listen --answer 500 --answer 500 --answer 204    first two fail, then all succeed
  $ switchhook listen --once --json

With --json the first line is { "url", "port" }, then one capture a line.
Stopping it with Ctrl+C is its normal end: exit code 0.`;

const status = wholeNumber(200, 599);

export function addListenCommand(program: Command, runtime: Runtime): void {
  program
    .command('listen')
    .summary('start the local receiver and print what comes')
    .description('Starts the receiver on 127.0.0.1 and prints every request that comes to it.')
    .option('--port <port>', 'port to listen on (default: the setting, else a free one)', wholeNumber(0, 65_535))
    .addOption(
      new Option(
        '--answer <status>',
        'status to answer with; repeated: one after the other, the last one stays',
      ).argParser((text, earlier: readonly number[] = []) => [...earlier, status(text)]),
    )
    .option('--once', 'stop after the first request')
    .option('--allow-host <host>', 'host name of a tunnel that may call it; repeatable', collect)
    .addHelpText('after', notes)
    .action(runs(runtime, listen));
}

async function listen(context: CommandContext, options: ListenOptions): Promise<ExitCode> {
  return withEngine(context, async (session) => {
    const { ask, client } = session;
    const [newest] = await ask(() => client.bench.captures({ limit: 1 }));
    const started = await ask(() => client.bench.start(readOptions(options)));
    try {
      const { url, port } = started;
      if (context.output.isJson) context.output.jsonLine({ url, port });
      else context.output.lines([`Receiver listens at ${url}`]);
      context.output.note('Give this address as request URL. Ctrl+C stops it.');
      return await printCaptures(context, session, { afterSeq: newest?.seq ?? 0, isOnce: options.once === true });
    } finally {
      await client.bench.stop({});
    }
  });
}

function readOptions({ port, answer = [], allowHost = [] }: ListenOptions) {
  const answers = answer.map((one, index) => ({ status: one, ...(index < answer.length - 1 ? { times: 1 } : {}) }));
  return {
    ...(port === undefined ? {} : { port }),
    ...(answers.length === 0 ? {} : { answers }),
    allowHosts: [...allowHost],
  };
}

async function printCaptures(
  context: CommandContext,
  { client }: Session,
  { afterSeq, isOnce }: { afterSeq: number; isOnce: boolean },
): Promise<ExitCode> {
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  const unsubscribe = client.bench.watch({ afterSeq }, (event) => {
    if (event.type === 'failed') reject(new Failure(event.error));
    else if (event.type === 'capture') {
      printCapture(context, event.capture);
      if (isOnce) resolve();
    }
    // Someone else stopped it: the owner of the data folder, or another command.
    else if (!event.status.isRunning) resolve();
  });
  try {
    await context.interrupt.race(ended);
  } catch (cause) {
    if (!(cause instanceof Failure) || cause.error.code !== 'INTERRUPTED') throw cause;
  } finally {
    unsubscribe();
  }
  return exitCodes.done;
}

function printCapture({ output }: CommandContext, capture: Capture): void {
  const { id, receivedAt, method, url, headers, bodyBase64, integration, event, ...more } = capture;
  if (output.isJson) {
    output.jsonLine({ id, receivedAt, method, url, headers, bodyBase64, integration, event, ...more });
    return;
  }
  const source = [event, integration, capture.deliveryId].filter((part) => part !== null).join('  ');
  const body = Buffer.from(bodyBase64, 'base64').toString('utf8');
  output.lines([
    '',
    `${receivedAt}  ${showOneLine(method)} ${showOneLine(url)}  → ${capture.answeredStatus}`,
    ...(source === '' ? [] : [`  ${source}`]),
    ...headers.map(([name, value]) => `  ${showOneLine(`${name}: ${value}`)}`),
    ...(body === '' ? [] : ['', ...body.split('\n').map((line) => `  ${line}`)]),
    ...(capture.isCut ? ['  … cut after 1 MiB'] : []),
  ]);
}
