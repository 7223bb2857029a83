// The one text of a query: what links, saved views and plans keep. Reading it back gives the same query, and it is never longer than
// the text the query was read from.
import { assertNever } from '../kernel/assert-never.ts';
import { mustQuoteWord } from './lex-query.ts';
import type { Query, QueryNode, QueryTerm } from './query.ts';
import { quoteText, writePattern, writeText } from './quote.ts';

export function formatQuery({ root }: Query): string {
  return root === null ? '' : formatNode(root);
}

function formatNode(node: QueryNode): string {
  switch (node.kind) {
    case 'term':
      return formatTerm(node);
    case 'word':
      return mustQuoteWord(node.text) ? quoteText(node.text) : writeText(node.text);
    case 'not':
      return `-${formatNegated(node.node)}`;
    case 'and':
      return node.nodes.map((part) => formatOperand(part, part.kind === 'or')).join(' ');
    case 'or':
      return node.nodes.map(formatNode).join(' OR ');
    default:
      return assertNever(node);
  }
}

function formatNegated(node: QueryNode): string {
  const isLoneMinus = node.kind === 'word' && node.text === '-';
  return isLoneMinus ? quoteText('-') : formatOperand(node, node.kind !== 'word' && node.kind !== 'term');
}

function formatOperand(node: QueryNode, hasParentheses: boolean): string {
  return hasParentheses ? `(${formatNode(node)})` : formatNode(node);
}

function formatTerm({ key, operator, pieces }: QueryTerm): string {
  return `${key}${operator}${operator === ':' ? writePattern(pieces) : writeText(pieces.join(''))}`;
}
