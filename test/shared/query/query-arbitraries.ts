// Random queries and rows over small alphabets, so that they meet often.
import * as fc from 'fast-check';
import type { Query, QueryNode, QueryOperator, QueryTerm } from '../../../shared/query/query.ts';
import { findQueryKey, type Subject, subjects } from '../../../shared/query/subjects.ts';
import { delivery, integration, type PlainDelivery, type PlainIntegration } from './plain-rows.ts';

const nowMs = Date.UTC(2026, 10, 23, 2, 0);
const dayMs = 86_400_000;

function letters(alphabet: string, maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...alphabet, 'OR'), { maxLength }).map((parts) => parts.join(''));
}

/** Everything that means something to the language, and letters that fold. */
export const roughText = letters('aéΣ "\\*()-:~<>=/\n5', 24);

/** What queries are made of, put together at random: more often read than `roughText`. */
export const brokenQuery = fc
  .array(
    fc.oneof(
      fc.constantFrom(' (', ') ', ' ', ' OR ', ' -', '(', '-(', 'a ', '- '),
      fc.constantFrom('name:', 'name~', 'URL:', 'name:>', 'method:get ', 'has:* ', 'updated:<-7d '),
      letters('a "\\*', 5).map((text) => `"${text}" `),
      letters('aΣ\\*:>=/', 5),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''));

/** Always read: more parentheses and space than are needed. */
export const looseQuery = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', '"b c"', '-', 'name:"*"', 'KEY:a**b', 'has:PROBLEM'),
    tie('text').map((text) => `(${text} )`),
    tie('text').map((text) => `-( ${text})`),
    fc.tuple(tie('text'), fc.constantFrom(' ', '  ', ' OR '), tie('text')).map((parts) => parts.join('')),
  ),
})).text;

const value = letters('aAbBéÉΣςσ "\\*()-:~<>=/', 4);
const rowText = letters('aAbBéÉΣςσ "*-/', 6);

function patternOf(piece: fc.Arbitrary<string>): fc.Arbitrary<string[]> {
  return fc
    .array(piece, { minLength: 1, maxLength: 4 })
    .map((pieces) => pieces.filter((text, index) => text !== '' || index === 0 || index === pieces.length - 1));
}

const time = fc.constantFrom(
  'now',
  '-1d',
  '-36h',
  '-90m',
  '2026-11-22',
  '2026-11-22T02:00Z',
  '2026-11-23T13:00:00+11:00',
);
const comparison = fc.constantFrom<QueryOperator>(':>', ':<', ':>=', ':<=');

function comparedTo(subject: Subject, name: string): fc.Arbitrary<Pick<QueryTerm, 'operator' | 'pieces'>> {
  const key = findQueryKey(subject, name);
  const equals = (pieces: fc.Arbitrary<string[]>) => fc.record({ operator: fc.constant(':' as const), pieces });
  switch (key?.type) {
    case 'choice':
      return equals(fc.constantFrom(...(key.values ?? []).map((text) => [text]), ['', '']));
    case 'number':
      return fc.oneof(
        equals(fc.constantFrom(['200'], ['5', ''], ['', '0', ''], ['3'])),
        fc.record({ operator: comparison, pieces: fc.constantFrom(['1'], ['399'], ['502']) }),
      );
    case 'time': {
      const operator = key.readsAs === undefined ? comparison : fc.constant<QueryOperator>(':');
      return fc.record({ operator, pieces: time.map((text) => [text]) });
    }
    default:
      return fc.oneof(
        equals(patternOf(value)),
        fc.record({ operator: fc.constant('~' as const), pieces: value.map((text) => [text]) }),
      );
  }
}

function termOf(subject: Subject): fc.Arbitrary<QueryNode> {
  return fc
    .constantFrom(...Object.keys(subjects[subject]))
    .chain((key) => comparedTo(subject, key).map((rest) => ({ kind: 'term', key, ...rest })));
}

function list(kind: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode {
  return { kind, nodes: nodes.flatMap((node) => (node.kind === kind ? node.nodes : [node])) };
}

/** Canonical, as the parser makes them. */
export function queryOf<S extends Subject>(subject: S): fc.Arbitrary<Query<S>> {
  const { node } = fc.letrec<{ node: QueryNode }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 3, arbitrary: termOf(subject) },
      { weight: 2, arbitrary: value.map((text): QueryNode => ({ kind: 'word', text })) },
      { weight: 1, arbitrary: tie('node').map((inner): QueryNode => ({ kind: 'not', node: inner })) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
          .map(([kind, nodes]) => list(kind, nodes)),
      },
    ),
  }));
  return fc.option(node, { freq: 20 }).map((root) => ({ subject, root }));
}

function valuesOf(subject: Subject, key: string): readonly string[] {
  return findQueryKey(subject, key)?.values ?? [];
}

const texts = fc.array(rowText, { maxLength: 3 });
const textOrNull = fc.option(rowText, { freq: 4 });
const moment = fc.integer({ min: -3 * 1440, max: 0 }).map((minutes) => nowMs + minutes * (dayMs / 1440));

export const plainIntegration: fc.Arbitrary<PlainIntegration> = fc.record({
  id: rowText,
  name: rowText,
  accountId: rowText,
  accountName: rowText,
  serviceUuid: textOrNull,
  pbxName: textOrNull,
  scope: fc.constantFrom('account', 'service'),
  event: fc.constantFrom(...valuesOf('integrations', 'event')),
  method: fc.constantFrom('POST', 'GET'),
  format: fc.constantFrom('JSON', 'QUERY'),
  url: rowText,
  host: rowText,
  enabled: fc.boolean(),
  auth: fc.constantFrom('none', 'basic', 'token'),
  keys: texts,
  fields: fc.subarray([...integration.fields, 'name', 'call-uuid']),
  headers: texts,
  tags: texts,
  hasProblem: fc.boolean(),
  hasDraft: fc.boolean(),
  appsOff: fc.boolean(),
  updatedAtMs: moment,
});

export const plainDelivery: fc.Arbitrary<PlainDelivery> = fc.record({
  id: rowText,
  name: rowText,
  integrationId: textOrNull,
  accountId: textOrNull,
  accountName: textOrNull,
  serviceUuid: textOrNull,
  pbxName: textOrNull,
  scope: fc.constantFrom('account', 'service'),
  event: fc.constantFrom(...valuesOf('deliveries', 'event')),
  method: fc.constantFrom('POST', 'GET'),
  format: fc.constantFrom('JSON', 'QUERY'),
  url: rowText,
  host: fc.constant(delivery.host),
  tags: texts,
  outcome: fc.constantFrom(...valuesOf('deliveries', 'outcome')),
  result: fc.option(fc.constantFrom(...valuesOf('deliveries', 'result'))),
  status: fc.option(fc.constantFrom(200, 204, 399, 502, 503)),
  code: textOrNull,
  attemptCount: fc.integer({ min: 0, max: 4 }),
  replays: texts,
  atMs: moment,
});
