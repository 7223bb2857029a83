// What a replay of one delivery would send, beside what was sent.
import type { Problem } from '../../../shared/kernel/problem.ts';
import type { BuiltRequest } from '../../../shared/request/built-request.ts';
import { formatPreviewAsHttp } from '../../../shared/request/format-http.ts';
import { describeProblem } from './describe-error.ts';
import { diffLines } from './line-diff.ts';
import { showOneLine } from './terminal-text.ts';

export interface ReplayPreview {
  readonly sent: BuiltRequest;
  /** null: it cannot be built; `problems` says why. */
  readonly next: BuiltRequest | null;
  readonly problems: readonly Problem[];
}

export function describePreview({ sent, next, problems }: ReplayPreview): string[] {
  const told = problems.map((problem) => describeProblem(problem));
  if (next === null) return ['It cannot be built again.', ...told];
  const lines = (request: BuiltRequest) => formatPreviewAsHttp(request, []).split('\n').map(showOneLine);
  const diff = diffLines(lines(sent), lines(next));
  if (diff.every((line) => line.startsWith('= '))) return ['The same bytes would be sent.', ...told];
  return [
    'What was sent (-) and what would be sent (+):',
    ...diff.map((line) => `  ${line.replace(/^= /, '  ')}`),
    ...told,
  ];
}
