// An error as a readable block on a terminal: what happened, what was not done, what to do next. Pure.
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { Problem } from '../../../shared/kernel/problem.ts';
import { showOneLine, widthOf } from './terminal-text.ts';

/** What the person gave, so that a problem can be shown where it stands. */
export interface Sources {
  /** File names. */
  integration?: string;
  event?: string;
  dialect?: string;
  /** The query as typed. */
  query?: string;
}

export function describeError(error: AppError, sources: Sources = {}): string[] {
  const problems = error.problems ?? [];
  return [...paragraphOf(error), ...problems.flatMap((problem) => pointOut(problem, sources))];
}

/** What the command line calls the next step that a message leaves open, since screens have other names for it. */
const hints: Readonly<Record<string, string>> = {
  VAULT_MISSING: 'switchhook vault init',
  VAULT_LOCKED: 'Without a terminal, name a file that holds the passphrase in SWITCHHOOK_PASSPHRASE_FILE.',
  SECRET_EXISTS: 'switchhook vault set NAME --replace; with only --for-origin, its value is kept',
  VAULT_PASSPHRASE: 'Forgotten? switchhook vault passphrase --with-recovery-key',
};

export function findHint(code: string): string | null {
  return Object.hasOwn(hints, code) ? (hints[code] ?? null) : null;
}

/** Messages repeat their problems in one paragraph for lists and dialogs; here each has its own line below. */
function paragraphOf({ message, problems = [] }: AppError): string[] {
  const told = [
    ...problems.map((problem) => `${problem.path}: ${problem.message}`),
    ...problems.map((one) => one.message),
  ];
  const rest = told.reduce((text, part) => text.replace(part, ''), message);
  return rest.replaceAll(/ {2,}/g, ' ').trim().split('\n');
}

function pointOut(problem: Problem, sources: Sources): string[] {
  const position = /^query\.(\d+)$/.exec(problem.path)?.[1];
  if (position === undefined || sources.query === undefined) return [describeProblem(problem, sources)];
  const before = widthOf(showOneLine(sources.query.slice(0, Number(position))));
  return [`  ${showOneLine(sources.query)}`, `  ${' '.repeat(before)}^ ${showOneLine(problem.message)}`];
}

/** `  crm.yaml: fieldValues.5.field: …`. Errors are not marked: they are why the line is there. */
export function describeProblem(problem: Problem, sources: Sources = {}): string {
  const parts = [fileOf(problem, sources), problem.path, problem.message].filter((part) => part !== undefined);
  const mark = problem.severity === 'warning' ? 'warning: ' : '';
  return `  ${mark}${parts
    .filter((part) => part !== '')
    .map(showOneLine)
    .join(': ')}`;
}

function fileOf({ path }: Problem, { integration, event, dialect }: Sources): string | undefined {
  const top = path.split('.')[0];
  if (top === 'event') return event;
  return top === 'dialect' ? dialect : integration;
}
