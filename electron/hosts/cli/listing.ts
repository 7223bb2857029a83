// What all lists of the command line share: their options, their page, their table.
import type { Command } from 'commander';
import type { PageInput } from '../../../shared/contract/page.ts';
import { maximumPageSize } from '../../../shared/contract/page.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { type Subject, subjects } from '../../../shared/query/subjects.ts';
import { type CommandContext, type Runtime, runs } from './command-context.ts';
import { type Client, type Session, withEngine } from './engine-session.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type Column, layOutTable } from './table.ts';
import { wholeNumber } from './target-options.ts';

interface Page<Row> {
  /** null: only `count` can tell. */
  readonly total: number | null;
  readonly nextCursor: string | null;
  readonly items: readonly Row[];
}

interface ListOptions {
  readonly query?: string;
  readonly sort?: string;
  readonly limit?: number;
  readonly cursor?: string;
  readonly tenantSet?: string;
}

interface Question {
  readonly tenantSet?: string;
  readonly query?: string;
}

export interface Listing<Row> {
  readonly subject: Subject;
  /** The command group. */
  readonly group: string;
  /** What the rows are called in a sentence. */
  readonly noun: string;
  readonly columns: readonly Column<Row>[];
  readonly exampleQuery: string;
  fetch(client: Client, input: Partial<PageInput>): Promise<Result<Page<Row>, AppError>>;
  /** How many match, of lists whose pages may not say it. */
  count?(client: Client, question: Question): Promise<Result<{ total: number }, AppError>>;
}

/** Adds `list` to a command group. */
export function addListCommand<Row>(group: Command, runtime: Runtime, listing: Listing<Row>): void {
  const { group: groupName, noun, subject, exampleQuery } = listing;
  group
    .command('list')
    .summary(`list ${noun}`)
    .description(`Lists ${noun}, those that match a query or all of them.`)
    .option('--query <query>', 'which of them, in the query language')
    .option('--sort <column>', 'column to sort by; -COLUMN for descending')
    .option('--limit <count>', `how many at most, up to ${maximumPageSize}`, wholeNumber(1, maximumPageSize))
    .option('--cursor <cursor>', 'go on after an earlier page: its nextCursor')
    .option('--tenant-set <name>', 'which tenant set (default: the first)')
    .addHelpText('after', describeLanguage(subject, `switchhook ${groupName} list --query '${exampleQuery}'`))
    .action(runs(runtime, (context, options: ListOptions) => list(context, listing, options)));
}

function describeLanguage(subject: Subject, example: string): string {
  const keys = Object.keys(subjects[subject]);
  return `
Query keys: ${keys.join(' ')}
  key:value equals, with * wildcards   key~text contains   -key:value not   OR, ( ) and free words

Example:
  $ ${example}`;
}

async function list<Row>(context: CommandContext, listing: Listing<Row>, options: ListOptions): Promise<ExitCode> {
  if (options.query !== undefined) context.sources.query = options.query;
  const page = await withEngine(context, (session) => readPage(session, listing, options));
  context.output.answer(page, () => layOutTable(page.items, listing.columns, context.output.columns));
  if (!context.output.isJson) context.output.note(describePage(page, listing.noun));
  return exitCodes.done;
}

async function readPage<Row>(
  { ask, client }: Session,
  { fetch, count }: Listing<Row>,
  options: ListOptions,
): Promise<Page<Row>> {
  const page = await ask(() => fetch(client, options));
  if (page.total !== null || count === undefined) return page;
  const { query, tenantSet } = options;
  const question = { ...(query === undefined ? {} : { query }), ...(tenantSet === undefined ? {} : { tenantSet }) };
  const { total } = await ask(() => count(client, question));
  return { ...page, total };
}

function describePage<Row>({ total, nextCursor, items }: Page<Row>, noun: string): string {
  if (total === 0) return `No ${noun} match.`;
  if (nextCursor === null && items.length === total) return `${total} ${noun}.`;
  return `${items.length} of ${total} ${noun}.${nextCursor === null ? '' : ` Next: --cursor ${nextCursor}`}`;
}
