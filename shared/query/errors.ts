// What can be wrong with a query. A problem says where in the text it stands and, when it can, what to write there instead.
import { defineErrors } from '../kernel/app-error.ts';
import type { Problem } from '../kernel/problem.ts';

type QueryProblemCode =
  | 'QUERY_SYNTAX'
  | 'QUERY_UNKNOWN_KEY'
  | 'QUERY_OPERATOR'
  | 'QUERY_VALUE'
  | 'QUERY_TOO_LONG'
  | 'QUERY_TOO_DEEP';

export interface QueryProblem {
  readonly code: QueryProblemCode;
  /** UTF-16 units into the text. */
  readonly position: number;
  readonly length: number;
  readonly message: string;
  /** Ready to take the place of those `length` units; null when nothing is near. */
  readonly suggestion: string | null;
}

/** For every call that takes a query. */
export const queryErrors = defineErrors({
  QUERY_INVALID: (detail: { problems: readonly Problem[] }) =>
    `The query cannot be understood, and nothing was selected. ${detail.problems[0]?.message ?? ''} Correct the query and do it again.`,
});

/** As problems of the contract; `path` is `query.POSITION`, counted from 0. */
export function toProblems(problems: readonly QueryProblem[]): Problem[] {
  return problems.map(({ code, position, message, suggestion }) => ({
    code,
    severity: 'error',
    path: `query.${position}`,
    message: suggestion === null || suggestion.trim() === '' ? message : `${message} Did you mean ${suggestion}?`,
  }));
}
