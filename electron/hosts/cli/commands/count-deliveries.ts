// `switchhook deliveries totals | histogram`: how many deliveries stand how, now and over time.
import type { Command } from 'commander';
import { outcomes } from '../../../../shared/dispatch/delivery.ts';
import { type DeliveryTotals, type HistogramBar, standings } from '../../../../shared/dispatch/delivery-counts.ts';
import { cliErrors } from '../cli-errors.ts';
import { type CommandContext, type Runtime, runs } from '../command-context.ts';
import { parseDurationMs } from '../duration.ts';
import { withEngine } from '../engine-session.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { layOutPairs, layOutTable } from '../table.ts';
import { wholeNumber } from '../target-options.ts';

interface CountOptions {
  readonly query?: string;
  readonly tenantSet?: string;
}

export function addCountingCommands(group: Command, runtime: Runtime): void {
  const counting = (name: string, description: string) =>
    group
      .command(name)
      .description(description)
      .option('--query <query>', 'which of them, in the query language')
      .option('--tenant-set <name>', 'only those of this tenant set');
  counting('totals', 'Counts deliveries by outcome and by the result of their last attempt.')
    .addHelpText('after', "\nExample:\n  $ switchhook deliveries totals --query 'since:-1d'")
    .action(runs(runtime, countTotals));
  counting('histogram', 'Counts deliveries over time, by the result of their last attempt.')
    .option('--from <time>', 'where it begins: a moment such as 2026-11-26T00:00:00Z, or as long ago as -24h', '-24h')
    .option('--until <time>', 'where it ends (default: now)')
    .option('--bars <count>', 'in how many parts of equal length, up to 200', wholeNumber(1, 200), 24)
    .addHelpText(
      'after',
      "\nExample:\n  $ switchhook deliveries histogram --query 'host:crm.example.com' --from -2d --bars 48",
    )
    .action(runs(runtime, showHistogram));
}

function readQuestion(context: CommandContext, { query, tenantSet }: CountOptions) {
  if (query !== undefined) context.sources.query = query;
  return { ...(query === undefined ? {} : { query }), ...(tenantSet === undefined ? {} : { tenantSet }) };
}

async function countTotals(context: CommandContext, options: CountOptions): Promise<ExitCode> {
  const question = readQuestion(context, options);
  const totals = await withEngine(context, ({ ask, client }) => ask(() => client.dispatch.totals(question)));
  context.output.answer(totals, () => describeTotals(totals));
  return exitCodes.done;
}

function describeTotals({ total, byOutcome, byStanding, replays }: DeliveryTotals): string[] {
  const some = standings.filter((standing) => byStanding[standing] > 0);
  return [
    ...layOutPairs([
      ['Deliveries', String(total)],
      ...outcomes.map((outcome) => [`  ${outcome}`, String(byOutcome[outcome])] as const),
      ['Of them replays', String(replays)],
    ]),
    ...(some.length === 0 ? [] : ['', 'By their last attempt']),
    ...layOutPairs(some.map((standing) => [`  ${standing}`, String(byStanding[standing])] as const)),
  ];
}

interface HistogramOptions extends CountOptions {
  readonly from: string;
  readonly until?: string;
  readonly bars: number;
}

async function showHistogram(context: CommandContext, options: HistogramOptions): Promise<ExitCode> {
  const nowMs = Date.now();
  const from = readMoment('--from', options.from, nowMs);
  const until = readMoment('--until', options.until ?? '-0s', nowMs);
  if (from >= until) throw cliErrors.fail('USAGE', { why: '--from is not before --until. Nothing was done.' });
  const question = { ...readQuestion(context, options), from, until, bars: options.bars };
  const bars = await withEngine(context, ({ ask, client }) => ask(() => client.dispatch.histogram(question)));
  context.output.answer({ bars }, () => describeHistogram(bars, context.output.columns));
  return exitCodes.done;
}

/** An ISO time in UTC, or so long ago. */
function readMoment(option: string, text: string, nowMs: number): string {
  const ago = text.startsWith('-') ? parseDurationMs(text.slice(1)) : undefined;
  if (ago !== undefined) return new Date(nowMs - ago).toISOString();
  const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const moment = isMoment ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(moment)) return new Date(moment).toISOString();
  const why = `${option} is a moment such as 2026-11-26T09:00:00+11:00, or as long ago as -24h. Nothing was done.`;
  throw cliErrors.fail('USAGE', { why });
}

const widestBar = 40;

function describeHistogram(bars: readonly HistogramBar[], columns: number): string[] {
  const sum = ({ counts }: HistogramBar) => Object.values(counts).reduce((total, count) => total + (count ?? 0), 0);
  const most = Math.max(1, ...bars.map(sum));
  return layOutTable(
    bars,
    [
      { title: 'From', value: ({ from }) => from },
      { title: 'Deliveries', value: (bar) => String(sum(bar)) },
      { title: '', value: (bar) => '█'.repeat(Math.ceil((sum(bar) * widestBar) / most)) },
      {
        title: 'Of them',
        value: ({ counts }) =>
          Object.entries(counts)
            .map(([standing, count]) => `${count} ${standing}`)
            .join(', '),
        shrink: 'end',
      },
    ],
    columns,
  );
}
