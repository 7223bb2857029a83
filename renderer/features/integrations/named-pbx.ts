// Whether a query asks for nothing but the integrations of one PBX, as the links from the Accounts screen do. Pure.
import { parseQuery } from '../../../shared/query/parse-query.ts';
import type { QueryNode } from '../../../shared/query/query.ts';

/** The same text is then a query of PBXs: both know `account` and `pbx`. */
export function namesOnePbx(query: string): boolean {
  const parsed = parseQuery(query, 'integrations');
  if (!parsed.ok || parsed.value.root === null) return false;
  const { root } = parsed.value;
  const terms = root.kind === 'and' ? root.nodes : [root];
  return terms.every((term) => isExactly(term, 'account') || isExactly(term, 'pbx')) && hasOne(terms, 'pbx');
}

function hasOne(terms: readonly QueryNode[], key: string): boolean {
  return terms.filter((term) => isExactly(term, key)).length === 1;
}

function isExactly(node: QueryNode, key: string): boolean {
  return node.kind === 'term' && node.key === key && node.operator === ':' && node.pieces.length === 1;
}
