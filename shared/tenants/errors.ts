import { defineErrors } from '../kernel/app-error.ts';
import type { Problem } from '../kernel/problem.ts';

export const tenantsErrors = defineErrors({
  TENANT_SET_UNKNOWN: (detail: { name: string; known: readonly string[] }) =>
    `There is no tenant set “${detail.name}”. Nothing was read or changed. Known: ${detail.known.join(', ')}.`,
  ACCOUNT_UNKNOWN: (detail: { id: string }) =>
    `There is no account “${detail.id}”. Nothing was changed. List them with: switchhook accounts list.`,
  PBX_UNKNOWN: (detail: { id: string }) =>
    `There is no PBX “${detail.id}”. Nothing was changed. List them with: switchhook pbxs list.`,
  TENANT_SET_INVALID: (detail: { why: string }) => `${detail.why} The tenant set was not changed.`,
  QUERY_INVALID: (detail: { problems: readonly Problem[] }) =>
    `The query was not understood, so nothing was listed. ${detail.problems.map((problem) => problem.message).join(' ')}`,
  SORT_UNKNOWN: (detail: { sort: string; known: readonly string[] }) =>
    `Cannot sort by “${detail.sort}”, so nothing was listed. Known columns: ${detail.known.join(', ')}.`,
  CURSOR_INVALID: () => 'The cursor does not belong to this list, so nothing was listed. Start again without one.',
});
