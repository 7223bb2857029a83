// `switchhook events accept`: events as they happened, from a file or another program, to every integration that wants them.
import type { Command } from 'commander';
import type { AcceptInput } from '../../../../shared/dispatch/send-input.ts';
import { acceptInputSchema, mostEventsAtOnce } from '../../../../shared/dispatch/send-input.ts';
import { type AppError, Failure } from '../../../../shared/kernel/app-error.ts';
import { parseEventFile } from '../../../../shared/request/event-file.ts';
import { type ArmedOptions, addArmedOptions, readArmedOptions } from '../armed-options.ts';
import { cliErrors } from '../cli-errors.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { type Session, unlockByFile, withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { countOf } from '../job-text.ts';
import { stdinName } from '../read-file.ts';
import { type NumberedLine, openPieces, readLines } from '../read-lines.ts';
import { addTargetOptions, readTargetOptions, type TargetOptions } from '../target-options.ts';

const notes = `
One event a line, as JSON: { "accountId" or "serviceUuid": where it happened, "event": as in an event file }
  {"serviceUuid":"…","event":{"trigger":"inbound-call-answered","occurredAt":"2026-11-26T09:00:00+11:00","values":{}}}

What is printed is on the disk: it is sent by this command, or by whoever owns the data folder next. With --json a line for each event:
{ "line", "deliveryIds" }. In a LIVE tenant set it goes to the receiver, unless --live --confirm N names the number of requests.

Examples:
  $ switchhook events accept calls.ndjson
  $ other-program | switchhook events accept - --tenant-set sandbox --json
  $ switchhook events accept one-call.ndjson --tenant-set acme --live --confirm 2`;

interface AcceptOptions extends TargetOptions, ArmedOptions {
  readonly tenantSet?: string;
}

export function addEventsCommands(program: Command, runtime: Runtime): void {
  const group = program
    .command('events')
    .summary('give events to all integrations that want them')
    .description('Events as they happen, to every enabled integration of their account or PBX.');
  const command = group
    .command('accept')
    .description(
      'Accepts events: each goes to every enabled integration that its trigger fires. Prints the ids of the deliveries.',
    )
    .argument('<file>', 'events, one JSON object a line; - for standard input')
    .option('--tenant-set <name>', 'which tenant set they belong to (default: the first)');
  addArmedOptions(addTargetOptions(command)).addHelpText('after', notes).action(runs(runtime, accept));
}

type GivenEvent = AcceptInput['events'][number];

interface Batch {
  readonly lines: readonly number[];
  readonly events: readonly GivenEvent[];
}

async function accept(context: CommandContext, file: string, options: AcceptOptions): Promise<ExitCode> {
  const armed = readArmedOptions(options);
  const rest = {
    ...(options.tenantSet === undefined ? {} : { tenantSet: options.tenantSet }),
    ...readTargetOptions(options),
    ...armed,
  };
  const name = file === stdinName ? 'standard input' : file;
  const source = file === stdinName ? context.stdin : await openPieces(file);
  const progress = new Progress(context, name);
  return withEngine(context, async (session) => {
    await unlockByFile(context, session);
    let batch: NumberedLine[] = [];
    const flush = async () => {
      const lines = batch;
      batch = [];
      if (lines.length > 0) await acceptBatch(session, progress, readBatch(lines, progress), rest);
    };
    for await (const chunk of readLines(source, name, context.interrupt)) {
      for (const line of chunk) {
        batch.push(line);
        if (batch.length < mostEventsAtOnce) continue;
        if (armed.confirm !== undefined) throw tooManyToConfirm(progress);
        await flush();
      }
      // Who confirmed a number meant all of it; else what has come is accepted, and whoever is on the other end may take their time.
      if (armed.confirm === undefined) await flush();
    }
    await flush();
    progress.tellEnd();
    return exitCodes.done;
  });
}

function tooManyToConfirm(progress: Progress) {
  return cliErrors.fail('USAGE', {
    why: `--confirm holds for fewer than ${mostEventsAtOnce} events at once. ${progress.left()}`,
  });
}

async function acceptBatch(
  { complete, client }: Session,
  progress: Progress,
  { lines, events }: Batch,
  rest: Omit<AcceptInput, 'events'>,
): Promise<void> {
  try {
    // Ctrl+C waits for it: what is on the disk is told.
    const { deliveryIds } = await complete(() => client.dispatch.accept({ ...rest, events: [...events] }));
    progress.accepted(lines, deliveryIds);
  } catch (cause) {
    if (cause instanceof Failure) throw new Failure(progress.nameLine(cause.error, lines));
    throw cause;
  }
}

/** The shape here, so that the line can be named; the rest is the engine's. Throws Failure FILE_LINE. */
function readBatch(given: readonly NumberedLine[], progress: Progress): Batch {
  const events = given.map(({ number, text }) => {
    const refuse = (why: string) =>
      cliErrors.fail('FILE_LINE', { file: progress.file, line: number, why, left: progress.left() });
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw refuse('This is not valid JSON.');
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw refuse('It must be an object with accountId or serviceUuid, and event.');
    }
    const { event, problems } = parseEventFile((value as { event?: unknown }).event);
    const worst = problems.find(({ severity }) => severity === 'error');
    if (event === null || worst !== undefined)
      throw refuse(`${worst?.path ?? 'event'}: ${worst?.message ?? 'It is missing.'}`);
    const checked = acceptInputSchema.shape.events.element.safeParse({ ...value, event });
    if (!checked.success) throw refuse('It may have accountId, serviceUuid and event, and nothing else.');
    return checked.data;
  });
  return { lines: given.map(({ number }) => number), events };
}

/** What was accepted so far, for whoever reads and for messages. */
class Progress {
  readonly file: string;
  readonly #context: CommandContext;
  #events = 0;
  #deliveries = 0;
  #unwanted = 0;

  constructor(context: CommandContext, file: string) {
    this.#context = context;
    this.file = file;
    context.interrupt.left = this.left();
  }

  accepted(lines: readonly number[], deliveryIds: readonly (readonly string[])[]): void {
    const { output } = this.#context;
    for (const [index, ids] of deliveryIds.entries()) {
      this.#events += 1;
      this.#deliveries += ids.length;
      if (ids.length === 0) this.#unwanted += 1;
      if (output.isJson) output.jsonLine({ line: lines[index], deliveryIds: ids });
      else output.lines(ids);
    }
    this.#context.interrupt.left = this.left();
  }

  left(): string {
    return this.#events === 0
      ? 'Nothing was accepted.'
      : `Before that ${countOf(this.#events, 'event')} made ${countOf(this.#deliveries, 'delivery', 'deliveries')}.`;
  }

  /** The engine counts within the batch; a person counts lines. */
  nameLine(error: AppError, lines: readonly number[]): AppError {
    const lineOf = (index: string) => `Line ${lines[Number(index)]} of ${this.file}`;
    const message =
      error.code === 'EVENT_PLACE' ? error.message.replace(/^Event (\d+)/, (_, index) => lineOf(index)) : error.message;
    // Of the first lines the message itself says what became of them.
    if (this.#events === 0) return { ...error, message };
    const where = message === error.message ? ` It was about line ${lines[0]} of ${this.file} and what follows.` : '';
    return { ...error, message: `${message}${where} ${this.left()}` };
  }

  tellEnd(): void {
    const unwanted =
      this.#unwanted === 0 ? '' : ` ${countOf(this.#unwanted, 'event is', 'events are')} wanted by no integration.`;
    const made = countOf(this.#deliveries, 'delivery', 'deliveries');
    this.#context.output.note(`${countOf(this.#events, 'event')} accepted, ${made}.${unwanted}`);
  }
}
