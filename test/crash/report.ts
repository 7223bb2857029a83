// What the crash suite found, as a table, as JSON, and as docs/crash-suite.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DamageOutcome, Outcome } from './scenario.ts';

export interface Report {
  readonly rounds: number;
  readonly seed: number;
  readonly outcomes: Outcome[];
  readonly damage: DamageOutcome[];
  readonly skipped: { readonly name: string; readonly reason: string }[];
  /** Scenarios that met what they did not know. */
  readonly failed: { readonly name: string; readonly reason: string }[];
}

type Cells = readonly (string | number)[];

const headings = [
  'scenario',
  'rounds',
  'accepted',
  'delivered',
  'dead',
  'cancelled',
  'pending',
  'duplicates',
  'in flight',
  'lost',
  'integrity',
];
const damageHeadings = ['scenario', 'rounds', 'opened', 'refused', 'refused with', 'accepted', 'gone', 'integrity'];

const cellsOf = (outcome: Outcome): Cells => {
  const { name, rounds, accepted, delivered, dead, cancelled, pending, duplicates, inFlight, lost, integrity } =
    outcome;
  return [name, rounds, accepted, delivered, dead, cancelled, pending, duplicates, inFlight, lost, integrity];
};

const damageCellsOf = (outcome: DamageOutcome): Cells => {
  const { name, rounds, opened, refused, refusals, accepted, gone, integrity } = outcome;
  return [name, rounds, opened, refused, refusals.join(', ') || '–', accepted, gone, integrity];
};

function spellRows(rows: readonly Cells[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => String(row[column]).length))) ?? [];
  const pad = (cell: string | number, column: number) =>
    typeof cell === 'number' ? String(cell).padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

function spellNotes({ outcomes, damage, skipped, failed }: Report): string[] {
  return [
    ...[...outcomes, ...damage].flatMap(({ name, broken }) => broken.map((sentence) => `BROKEN ${name}: ${sentence}`)),
    ...failed.map(({ name, reason }) => `FAILED ${name}: ${reason}`),
    ...skipped.map(({ name, reason }) => `skipped ${name}: ${reason}`),
  ];
}

export function spellTable(report: Report): string {
  const parts = [spellRows([headings, ...report.outcomes.map(cellsOf)])];
  if (report.damage.length > 0) {
    parts.push('Somebody destroyed files: it opens or is refused with a reason, and what opens is whole.');
    parts.push(spellRows([damageHeadings, ...report.damage.map(damageCellsOf)]));
  }
  const notes = spellNotes(report);
  parts.push(notes.length === 0 ? 'Every invariant holds.' : notes.join('\n'));
  return `${parts.join('\n\n')}\n`;
}

export function spellJson({ outcomes, damage, skipped, failed, rounds, seed }: Report): string {
  return `${JSON.stringify({ rounds, seed, scenarios: outcomes, destroyed: damage, skipped, failed }, null, 2)}\n`;
}

function spellMarkdown(rows: readonly Cells[]): string {
  const [head = [], ...rest] = rows;
  return [head, head.map(() => '---'), ...rest].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const introduction = `# The crash suite

\`npm run crash -- --rounds N --seed S [--only NAME,…] [--json] [--write]\` ends the engine in every way it can end and asks one oracle what is
left. This page is written by the program (\`--write\`); the numbers are those of one run.

The engine runs from its sources in a process of its own. The receiving end is another process that appends each request to a file, with fsync,
before it answers, and is never killed. Afterwards the oracle holds that file against the database:

- **I1** every accepted delivery is delivered or dead, an accept call is in the log as a whole or not at all, and jobs end
- **I2** nothing is sent again but what was in flight when the process died, or whose answer was lost
- **I3** nothing that was not accepted is sent
- **I4** all attempts of a delivery have the bytes that were accepted
- **I5** a FIFO endpoint gets its deliveries in the order of accept
- **I6** \`integrity_check\` is ok, and the counters are what counting gives
- **I7** no planted secret is in any file of the data folder
- **I8** memory and descriptors come back to where they were

*accepted* counts what was acknowledged to the caller; *cancelled* is what people discarded when the process died. *in flight* is, for the crash with most, how many requests had left of whose end the log
knew nothing: the most duplicates that crash can cause. *lost* must be 0.
`;

const afterDamage = `A log (\`-wal\`) that somebody cuts, deletes or writes over takes with it what was only in it; so does a disk that lied about a sync when the
power failed. SQLite drops everything from the first frame whose checksum is wrong and cannot know that there was more, so nothing can tell of it
then: *gone* is how many accepted deliveries the log no longer knows. The index (\`-shm\`) is made again from the log, and a torn last frame was
promised to nobody: those are in the first table, and lose nothing.
`;

export function writeDocument(report: Report): void {
  const notes = spellNotes(report);
  const parts = [
    introduction,
    `## The last run: ${report.rounds} rounds, seed ${report.seed}\n`,
    `${spellMarkdown([headings, ...report.outcomes.map(cellsOf)])}\n`,
    notes.length === 0 ? 'Every invariant held.\n' : `${notes.map((note) => `- ${note}`).join('\n')}\n`,
  ];
  if (report.damage.length > 0) {
    parts.push('## When somebody destroys files\n', afterDamage);
    parts.push(`${spellMarkdown([damageHeadings, ...report.damage.map(damageCellsOf)])}\n`);
  }
  writeFileSync(join(import.meta.dirname, '../../docs/crash-suite.md'), parts.join('\n'));
}
