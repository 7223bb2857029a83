// The query language of deliveries as SQL over `deliveries d JOIN snapshots s`. It selects what shared/query/compile-query's predicate
// selects: every leaf is 0 or 1, never NULL, so that NOT means not. Ids and URLs are ASCII as they are made, and ids lower case;
// other texts are folded by `fold_text`, which the database has.
import type { SQLInputValue } from 'node:sqlite';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import { chooseValues } from '../../../shared/query/choice.ts';
import { foldText } from '../../../shared/query/fold.ts';
import type { QueryContext, QueryNode, QueryOperator, QueryTerm } from '../../../shared/query/query.ts';
import { findQueryKey, type QueryKey } from '../../../shared/query/subjects.ts';
import { readTimeValue, resolveTime } from '../../../shared/query/time-value.ts';

/** `sql` stands in parentheses where it needs them. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
  /** Whether it names `d`, and whether it names `s`. */
  readonly ofDelivery: boolean;
  readonly ofSnapshot: boolean;
}

export const always: Condition = { sql: '1', values: [], ofDelivery: false, ofSnapshot: false };

export function joinConditions(word: 'AND' | 'OR', parts: readonly Condition[]): Condition {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  if (first === undefined) return word === 'AND' ? always : { ...always, sql: '0' };
  return {
    sql: joinBalanced(word, parts),
    values: parts.flatMap(({ values }) => values),
    ofDelivery: parts.some(({ ofDelivery }) => ofDelivery),
    ofSnapshot: parts.some(({ ofSnapshot }) => ofSnapshot),
  };
}

/** As a tree of little depth: SQLite reads a chain of 1,000 as 1,000 expressions inside each other, and refuses it. */
function joinBalanced(word: 'AND' | 'OR', parts: readonly Condition[]): string {
  if (parts.length <= 2) return `(${parts.map(({ sql }) => sql).join(` ${word} `)})`;
  const middle = Math.ceil(parts.length / 2);
  return `(${joinBalanced(word, parts.slice(0, middle))} ${word} ${joinBalanced(word, parts.slice(middle))})`;
}

export function snapshotCondition(sql: string, ...values: SQLInputValue[]): Condition {
  return { sql, values, ofDelivery: false, ofSnapshot: true };
}

export function deliveryCondition(sql: string, ...values: SQLInputValue[]): Condition {
  return { sql, values, ofDelivery: true, ofSnapshot: false };
}

type Make = typeof deliveryCondition;

interface TextColumn {
  readonly make: Make;
  /** Folded. */
  readonly sql: string;
  /** What `:` without wildcards matches as well. */
  readonly idSql?: string;
}

const ofSnapshot = (sql: string, idSql?: string): TextColumn =>
  idSql === undefined ? { make: snapshotCondition, sql } : { make: snapshotCondition, sql, idSql };
const ofDelivery = (sql: string): TextColumn => ({ make: deliveryCondition, sql });

const hostOfUrl =
  "lower(substr(s.url, instr(s.url, '//') + 2, instr(substr(s.url, instr(s.url, '//') + 2) || '/', '/') - 1))";

/** Several columns of a key: it holds when it holds for one of them. */
const textColumns: Readonly<Record<string, readonly TextColumn[]>> = {
  id: [ofDelivery('d.id')],
  name: [ofSnapshot('fold_text(s.integration_name)')],
  account: [ofSnapshot('fold_text(s.account_name)', 's.account_id')],
  pbx: [ofSnapshot('fold_text(s.pbx_name)', 's.service_uuid')],
  integration: [ofSnapshot('s.integration_id')],
  url: [ofDelivery('lower(d.url)')],
  host: [ofSnapshot(hostOfUrl)],
  code: [ofDelivery('lower(d.error_code)')],
  // Deliveries keep no tags.
  tag: [],
  replay: [
    ofDelivery('d.replay_of'),
    // Itself, once it was sent again. Nearly all had one attempt at most and are told without looking.
    ofDelivery(`iif(d.next_kind = 'replay' OR (d.started_count > 1 AND EXISTS (SELECT 1 FROM attempts a
      WHERE a.key >= d.seq * 4096 AND a.key < (d.seq + 1) * 4096 AND a.kind = 'replay')), d.id, NULL)`),
  ],
};

const choiceColumns: Readonly<Record<string, { readonly make: Make; readonly sql: string }>> = {
  scope: { make: snapshotCondition, sql: 's.scope' },
  event: { make: snapshotCondition, sql: 's.trigger_event' },
  method: { make: snapshotCondition, sql: 's.method' },
  format: { make: snapshotCondition, sql: 's.format' },
  outcome: { make: deliveryCondition, sql: 'd.outcome' },
  result: { make: deliveryCondition, sql: 'd.result' },
};

const numberColumns: Readonly<Record<string, string>> = { status: 'd.status', attempt: 'd.started_count' };

export function compileCondition(node: QueryNode, context: QueryContext): Condition {
  switch (node.kind) {
    case 'word':
      return compileWord(foldText(node.text));
    case 'term':
      return compileTerm(node, context);
    case 'not': {
      const inner = compileCondition(node.node, context);
      return { ...inner, sql: `(NOT ${inner.sql})` };
    }
    case 'and':
    case 'or': {
      const parts = node.nodes.map((part) => compileCondition(part, context));
      return joinConditions(node.kind === 'and' ? 'AND' : 'OR', parts);
    }
    default:
      return assertNever(node);
  }
}

/** The snapshot knows everything but what the event adds to the URL. */
function compileWord(text: string): Condition {
  return joinConditions('OR', [
    snapshotCondition('(instr(s.search_text, ?) > 0)', text),
    deliveryCondition('(instr(lower(d.url), ?) > 0)', text),
  ]);
}

function compileTerm(term: QueryTerm, context: QueryContext): Condition {
  const key = findQueryKey('deliveries', term.key);
  if (key === undefined) throw new Error(`A query of deliveries holds the key ${term.key}, which it does not have.`);
  switch (key.type) {
    case 'text':
      return compileTexts(term);
    case 'choice':
      return compileChoice(term, key);
    case 'number':
      return compileNumber(term);
    case 'time':
      return compileTime(term, key, context);
    default:
      return assertNever(key.type);
  }
}

function needColumn<Column>(columns: Readonly<Record<string, Column>>, term: QueryTerm): Column {
  const column = Object.hasOwn(columns, term.key) ? columns[term.key] : undefined;
  if (column === undefined) throw new Error(`No column of the delivery log is the key ${term.key}.`);
  return column;
}

function compileTexts(term: QueryTerm): Condition {
  return joinConditions(
    'OR',
    needColumn(textColumns, term).map((column) => compileText(term, column)),
  );
}

function compileText({ operator, pieces }: QueryTerm, { make, sql, idSql }: TextColumn): Condition {
  const wanted = pieces.map(foldText);
  const [first = ''] = wanted;
  if (operator === '~') return make(`coalesce(instr(${sql}, ?) > 0, 0)`, first);
  if (wanted.length > 1) return make(`coalesce(${sql} GLOB ?, 0)`, globOf(wanted));
  const equals = make(`coalesce(${sql} = ?, 0)`, first);
  return idSql === undefined ? equals : joinConditions('OR', [equals, make(`coalesce(${idSql} = ?, 0)`, first)]);
}

/** The text between wildcards stands for itself. */
function globOf(pieces: readonly string[]): string {
  return pieces.map((piece) => piece.replace(/[*?[]/g, '[$&]')).join('*');
}

function compileChoice(term: QueryTerm, { values = [] }: QueryKey): Condition {
  const { make, sql } = needColumn(choiceColumns, term);
  const chosen = chooseValues(values, term);
  return make(`coalesce(${sql} IN (${chosen.map(() => '?').join(', ')}), 0)`, ...chosen);
}

function compileNumber(term: QueryTerm): Condition {
  const sql = needColumn(numberColumns, term);
  if (term.pieces.length > 1) return deliveryCondition(`coalesce(CAST(${sql} AS TEXT) GLOB ?, 0)`, globOf(term.pieces));
  const wanted = Number(term.pieces[0]);
  return compareSpan(sql, term.operator, [wanted, wanted + 1]);
}

function compileTime(term: QueryTerm, key: QueryKey, context: QueryContext): Condition {
  return compareSpan('d.accepted_ms', key.readsAs ?? term.operator, readSpan(term, context));
}

function readSpan(term: QueryTerm, context: QueryContext): readonly [from: number, to: number] {
  const text = term.pieces.join('*');
  const time = readTimeValue(text);
  if (time === null) throw new Error(`A query holds ${term.key}${term.operator}${text}, which is not a time.`);
  const { fromMs, toMs } = resolveTime(time, context);
  return [fromMs, toMs];
}

/** The wanted span begins with `from` and ends before `to`; values are whole numbers. */
function compareSpan(sql: string, operator: QueryOperator, [from, to]: readonly [number, number]): Condition {
  switch (operator) {
    case ':>':
      return deliveryCondition(`coalesce(${sql} >= ?, 0)`, to);
    case ':>=':
      return deliveryCondition(`coalesce(${sql} >= ?, 0)`, from);
    case ':<':
      return deliveryCondition(`coalesce(${sql} < ?, 0)`, from);
    case ':<=':
      return deliveryCondition(`coalesce(${sql} < ?, 0)`, to);
    case ':':
      return deliveryCondition(`coalesce(${sql} >= ? AND ${sql} < ?, 0)`, from, to);
    case '~':
      throw new Error('Numbers and times are not compared with ~.');
    default:
      return assertNever(operator);
  }
}

/** When what the term selects was accepted: from `fromMs` on and before `untilMs`. null: the term says nothing of it. */
export function readWindow(term: QueryTerm, context: QueryContext): { fromMs: number; untilMs: number } | null {
  const key = findQueryKey('deliveries', term.key);
  if (key?.type !== 'time') return null;
  const [from, to] = readSpan(term, context);
  const operator = key.readsAs ?? term.operator;
  const fromMs = operator === ':>' ? to : operator === ':>=' || operator === ':' ? from : Number.NEGATIVE_INFINITY;
  const untilMs = operator === ':<' ? from : operator === ':<=' || operator === ':' ? to : Number.POSITIVE_INFINITY;
  return { fromMs, untilMs };
}
