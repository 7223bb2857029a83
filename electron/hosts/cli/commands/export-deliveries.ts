// `switchhook deliveries export | curl`: deliveries for other programs. Secrets are masked in all of it.
import { type Command, Option } from 'commander';
import type { DeliveryDetail } from '../../../../shared/dispatch/delivery.ts';
import { dispatchErrors } from '../../../../shared/dispatch/errors.ts';
import { formatDeliveriesAsHar } from '../../../../shared/dispatch/format-har.ts';
import { formatPreviewAsCurl } from '../../../../shared/request/format-curl.ts';
import { type Shell, shells } from '../../../../shared/request/quote-word.ts';
import { version } from '../../machine/version.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { type Session, withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type ExportTarget, openExportTarget } from '../export-target.ts';
import { countOf } from '../job-text.ts';
import { addPickOptions, type PickOptions, readPick } from '../pick-deliveries.ts';
import { escapeInJson } from '../terminal-text.ts';

const formats = ['ndjson', 'har'] as const;
type Format = (typeof formats)[number];

interface ExportOptions extends PickOptions {
  readonly as: Format;
  readonly output?: string;
}

export function addExportCommands(group: Command, runtime: Runtime): void {
  addPickOptions(group.command('export'))
    .description('Writes deliveries with all their attempts, newest first, for other programs. Secrets are masked.')
    .addOption(
      new Option('--as <format>', 'ndjson: one delivery a line; har: one entry an attempt')
        .choices(formats)
        .default('ndjson'),
    )
    .option('-o, --output <file>', 'file to write, replaced when it is there (default: standard output)')
    .addHelpText(
      'after',
      "\nExamples:\n  $ switchhook deliveries export --query 'outcome:dead since:-1d' -o dead.ndjson\n  $ switchhook deliveries export dlv_01 dlv_02 --as har -o two.har",
    )
    .action(runs(runtime, exportDeliveries));
  group
    .command('curl')
    .description('Prints the request of a delivery as a cURL command. Secrets are masked.')
    .argument('<id>', 'id of the delivery')
    .addOption(new Option('--shell <shell>', 'shell it is written for').choices(shells).default('bash'))
    .addHelpText(
      'after',
      '\nExamples:\n  $ switchhook deliveries curl dlv_01\n  $ switchhook deliveries curl dlv_01 --shell powershell',
    )
    .action(runs(runtime, printCurl));
}

async function printCurl(context: CommandContext, id: string, { shell }: { shell: Shell }): Promise<ExitCode> {
  const { request } = await withEngine(context, ({ ask, client }) => ask(() => client.dispatch.delivery({ id })));
  const command = formatPreviewAsCurl(request, shell);
  if (context.output.isJson) context.output.json({ command });
  else context.output.text(command);
  return exitCodes.done;
}

async function exportDeliveries(
  context: CommandContext,
  ids: readonly string[],
  options: ExportOptions,
): Promise<ExitCode> {
  const pick = readPick(context, ids, options);
  return withEngine(context, async (session) => {
    const isNamed = 'ids' in pick;
    const pages = isNamed ? cutIds(pick.ids) : listIds(session, pick);
    const target = await openExportTarget(options.output, context.output);
    try {
      const count = await writeAll(session, pages, { target, isNamed, writer: writers[options.as]() });
      await target.finish();
      context.output.note(`${countOf(count, 'delivery', 'deliveries')} written.`);
    } catch (cause) {
      await target.abandon();
      throw cause;
    }
    return exitCodes.done;
  });
}

/** As many as `details` takes. */
const atOnce = 50;

async function writeAll(
  { ask, client }: Session,
  pages: AsyncIterable<readonly string[]>,
  { target, isNamed, writer }: { target: ExportTarget; isNamed: boolean; writer: Writer },
): Promise<number> {
  let count = 0;
  let before = writer.head;
  for await (const ids of pages) {
    const details = await ask(() => client.dispatch.details({ ids: [...ids] }));
    if (isNamed) checkKnown(ids, details);
    count += details.length;
    await target.write(before + escapeInJson(writer.page(details)));
    before = '';
  }
  await target.write(before + writer.tail);
  return count;
}

/** Of a query's deliveries one may be gone since it was listed; one that was named is missed. Throws Failure DELIVERY_UNKNOWN. */
function checkKnown(ids: readonly string[], found: readonly DeliveryDetail[]): void {
  const missing = ids.find((id) => found.every((delivery) => delivery.id !== id));
  if (missing !== undefined) throw dispatchErrors.fail('DELIVERY_UNKNOWN', { id: missing });
}

interface Writer {
  readonly head: string;
  readonly tail: string;
  page(details: readonly DeliveryDetail[]): string;
}

/** A log may be long: it is written page by page. */
const writers: Readonly<Record<Format, () => Writer>> = {
  ndjson: () => ({
    head: '',
    tail: '',
    page: (details) => details.map((detail) => `${JSON.stringify(detail)}\n`).join(''),
  }),
  har: () => {
    const [head = '', tail = ''] = JSON.stringify(formatDeliveriesAsHar([], version)).split(/(?<="entries":\[)(?=\])/);
    let isFirst = true;
    return {
      head,
      tail: `\n${tail}\n`,
      page: (details) =>
        formatDeliveriesAsHar(details, version)
          .log.entries.map((entry) => {
            const before = isFirst ? '\n' : ',\n';
            isFirst = false;
            return before + JSON.stringify(entry);
          })
          .join(''),
    };
  },
};

async function* cutIds(ids: readonly string[]): AsyncGenerator<readonly string[]> {
  for (let at = 0; at < ids.length; at += atOnce) yield ids.slice(at, at + atOnce);
}

/** Page by page: what is accepted meanwhile stays out of it. */
async function* listIds(
  { ask, client }: Session,
  pick: { query: string; tenantSet?: string | undefined },
): AsyncGenerator<readonly string[]> {
  const { query, tenantSet } = pick;
  const question = { query, limit: atOnce, ...(tenantSet === undefined ? {} : { tenantSet }) };
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const at = cursor === undefined ? {} : { cursor };
    const page = await ask(() => client.dispatch.deliveries({ ...question, ...at }));
    if (page.items.length > 0) yield page.items.map(({ id }) => id);
    cursor = page.nextCursor;
  }
}
