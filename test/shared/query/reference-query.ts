// A second, slow reading of what a query means: plain rows, no folding ahead, no compiling, wildcards by trying every split.
// Shares nothing with the product but the query's shape.
import type { Query, QueryNode, QueryTerm } from '../../../shared/query/query.ts';
import type { PlainDelivery, PlainIntegration } from './plain-rows.ts';

type PlainRow = PlainIntegration | PlainDelivery;
type Answer = string | number | null;

const nowMs = Date.UTC(2026, 10, 23, 2, 0);

export function matchesSlowly(query: Query, row: PlainRow): boolean {
  return query.root === null || holds(query.root, row);
}

function holds(node: QueryNode, row: PlainRow): boolean {
  switch (node.kind) {
    case 'word':
      return [row.name, row.accountName, row.pbxName, row.url].some(
        (text) => text !== null && lower(text).includes(lower(node.text)),
      );
    case 'not':
      return !holds(node.node, row);
    case 'and':
      return node.nodes.every((part) => holds(part, row));
    case 'or':
      return node.nodes.some((part) => holds(part, row));
    case 'term':
      return answersOf(node, row).some((answer) => answer !== null && compares(node, answer));
  }
}

function lower(text: string): string {
  return [...text].map((letter) => (letter === 'ς' ? 'σ' : letter.toLowerCase())).join('');
}

function answersOf(term: QueryTerm, row: PlainRow): Answer[] {
  const isExact = term.operator === ':' && term.pieces.length === 1;
  const both = { ...row } as unknown as PlainIntegration & PlainDelivery;
  switch (term.key) {
    case 'account':
      return isExact ? [row.accountName, row.accountId] : [row.accountName];
    case 'pbx':
      return isExact ? [row.pbxName, row.serviceUuid] : [row.pbxName];
    case 'enabled':
      return [String(both.enabled)];
    case 'apps':
      return [both.appsOff ? 'off' : 'on'];
    case 'has':
      return [both.hasProblem ? 'problem' : null, both.hasDraft ? 'draft' : null];
    case 'key':
      return both.keys;
    case 'field':
      return both.fields;
    case 'header':
      return both.headers;
    case 'tag':
      return row.tags;
    case 'updated':
      return [both.updatedAtMs];
    case 'integration':
      return [both.integrationId];
    case 'replay':
      return both.replays;
    case 'attempt':
      return [both.attemptCount];
    case 'at':
    case 'since':
    case 'until':
      return [both.atMs];
    default:
      return [row[term.key as keyof PlainRow] as Answer];
  }
}

function compares({ key, operator, pieces }: QueryTerm, answer: string | number): boolean {
  const text = pieces.join('*');
  if (typeof answer === 'string') {
    return operator === '~' ? lower(answer).includes(lower(text)) : matches(lower(answer), pieces.map(lower));
  }
  if (pieces.length > 1) {
    return matches(String(answer), pieces);
  }
  const [first, last] = key === 'status' || key === 'attempt' ? [Number(text), Number(text)] : momentsOf(text);
  const relations = {
    ':': key === 'since' ? answer >= first : key === 'until' ? answer <= last : answer >= first && answer <= last,
    ':>': answer > last,
    ':>=': answer >= first,
    ':<': answer < first,
    ':<=': answer <= last,
    '~': false,
  };
  return relations[operator];
}

function matches(text: string, [first = '', ...rest]: readonly string[]): boolean {
  if (rest.length === 0) {
    return text === first;
  }
  const ends = Array.from({ length: text.length + 1 }, (_, index) => index);
  return text.startsWith(first) && ends.some((end) => end >= first.length && matches(text.slice(end), rest));
}

/** The first and the last millisecond of a written time. */
function momentsOf(text: string): [number, number] {
  const known: Record<string, [number, number]> = {
    now: [nowMs, nowMs],
    '-1d': [nowMs - 86_400_000, nowMs - 86_400_000],
    '-36h': [nowMs - 129_600_000, nowMs - 129_600_000],
    '-90m': [nowMs - 5_400_000, nowMs - 5_400_000],
    '2026-11-22': [Date.UTC(2026, 10, 22), Date.UTC(2026, 10, 23) - 1],
    '2026-11-22T02:00Z': [Date.UTC(2026, 10, 22, 2), Date.UTC(2026, 10, 22, 2, 1) - 1],
    '2026-11-23T13:00:00+11:00': [nowMs, nowMs + 999],
  };
  const moments = known[text];
  if (moments === undefined) {
    throw new Error(`The reference does not know ${text}.`);
  }
  return moments;
}
