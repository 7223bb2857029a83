// From a query to a test of rows that is run 100,000 times per key press: needles are folded, values chosen and times resolved here,
// once; the test itself compares and allocates nothing (but for a status with wildcards, which is read as text).
import { assertNever } from '../kernel/assert-never.ts';
import { chooseValues } from './choice.ts';
import { type FoldedText, foldText } from './fold.ts';
import { compilePattern, type TextTest } from './pattern.ts';
import type { Query, QueryContext, QueryNode, QueryOperator, QueryTerm } from './query.ts';
import { findReader, type RowReader } from './row-readers.ts';
import type { RowOf } from './rows.ts';
import { findQueryKey, type QueryKey, type Subject } from './subjects.ts';
import { readTimeValue, resolveTime } from './time-value.ts';

type RowTest<Row> = (row: Row) => boolean;
type NumberTest = (value: number) => boolean;

/** Good for as long as `nowMs` is: compile again to let relative times move on. */
export function compileQuery<S extends Subject>(query: Query<S>, context: QueryContext): (row: RowOf<S>) => boolean {
  const { subject, root } = query;
  return root === null ? () => true : compileNode<S>(root, { subject, context });
}

interface Setting<S extends Subject> {
  readonly subject: S;
  readonly context: QueryContext;
}

function compileNode<S extends Subject>(node: QueryNode, setting: Setting<S>): RowTest<RowOf<S>> {
  switch (node.kind) {
    case 'word':
      return compileWord(node.text);
    case 'term':
      return compileTerm(node, setting);
    case 'not': {
      const test = compileNode(node.node, setting);
      return (row) => !test(row);
    }
    case 'and':
      return testAll(node.nodes.map((part) => compileNode(part, setting)));
    case 'or':
      return testAny(node.nodes.map((part) => compileNode(part, setting)));
    default:
      return assertNever(node);
  }
}

function compileWord(text: string): RowTest<{ readonly searchText: FoldedText }> {
  const needle = foldText(text);
  return (row) => row.searchText.includes(needle);
}

function testAll<Row>(tests: readonly RowTest<Row>[]): RowTest<Row> {
  return (row) => {
    for (const test of tests) {
      if (!test(row)) {
        return false;
      }
    }
    return true;
  };
}

function testAny<Row>(tests: readonly RowTest<Row>[]): RowTest<Row> {
  return (row) => {
    for (const test of tests) {
      if (test(row)) {
        return true;
      }
    }
    return false;
  };
}

function compileTerm<S extends Subject>(term: QueryTerm, { subject, context }: Setting<S>): RowTest<RowOf<S>> {
  const key = findQueryKey(subject, term.key);
  if (key === undefined) {
    throw new Error(`A query of ${subject} holds the key ${term.key}, which it does not have.`);
  }
  const reader = findReader(subject, term.key);
  switch (reader.type) {
    case 'text':
      return testText(reader, term);
    case 'texts':
      return testTexts(reader.read, compileText(term));
    case 'choice':
      return testChoice(reader.has, chooseValues(key.values ?? [], term));
    case 'number':
      return testNumber(reader.read, compileNumber(term));
    case 'time':
      return testNumber(reader.read, compileTime(term, key, context));
    default:
      return assertNever(reader);
  }
}

function compileText({ operator, pieces }: QueryTerm): TextTest {
  const wanted = pieces.map(foldText);
  const needle = wanted[0] ?? '';
  return operator === '~' ? (text) => text.includes(needle) : compilePattern(wanted);
}

function testText<Row>(reader: RowReader<Row> & { type: 'text' }, term: QueryTerm): RowTest<Row> {
  const { read, readId } = reader;
  const test = compileText(term);
  if (readId === undefined || term.operator !== ':' || term.pieces.length > 1) {
    return (row) => {
      const text = read(row);
      return text !== null && test(text);
    };
  }
  const wanted = foldText(term.pieces.join(''));
  return (row) => read(row) === wanted || readId(row) === wanted;
}

function testTexts<Row>(read: (row: Row) => readonly FoldedText[], test: TextTest): RowTest<Row> {
  return (row) => {
    for (const text of read(row)) {
      if (test(text)) {
        return true;
      }
    }
    return false;
  };
}

function testChoice<Row>(has: (row: Row, value: string) => boolean, values: readonly string[]): RowTest<Row> {
  const [only] = values;
  if (only !== undefined && values.length === 1) {
    return (row) => has(row, only);
  }
  return (row) => {
    for (const value of values) {
      if (has(row, value)) {
        return true;
      }
    }
    return false;
  };
}

function testNumber<Row>(read: (row: Row) => number | null, test: NumberTest): RowTest<Row> {
  return (row) => {
    const value = read(row);
    return value !== null && test(value);
  };
}

function compileNumber({ operator, pieces }: QueryTerm): NumberTest {
  if (pieces.length > 1) {
    const test = compilePattern(pieces);
    return (value) => test(String(value));
  }
  const wanted = Number(pieces[0]);
  return compareSpan(operator, wanted, wanted + 1);
}

function compileTime(term: QueryTerm, key: QueryKey, context: QueryContext): NumberTest {
  const text = term.pieces.join('*');
  const time = readTimeValue(text);
  if (time === null) {
    throw new Error(`A query holds ${term.key}${term.operator}${text}, which is not a time.`);
  }
  const { fromMs, toMs } = resolveTime(time, context);
  return compareSpan(key.readsAs ?? term.operator, fromMs, toMs);
}

/** The wanted span begins with `from` and ends before `to`; values are whole numbers. */
function compareSpan(operator: QueryOperator, from: number, to: number): NumberTest {
  switch (operator) {
    case ':>':
      return (value) => value >= to;
    case ':>=':
      return (value) => value >= from;
    case ':<':
      return (value) => value < from;
    case ':<=':
      return (value) => value < to;
    case ':':
      return (value) => value >= from && value < to;
    case '~':
      throw new Error('Numbers and times are not compared with ~.');
    default:
      return assertNever(operator);
  }
}
