import { defineErrors } from '../kernel/app-error.ts';
import type { Problem } from '../kernel/problem.ts';

function tell(problems: readonly Problem[]): string {
  return problems
    .filter((problem) => problem.severity === 'error')
    .map((problem) => `${problem.path}: ${problem.message}`)
    .join(' ');
}

export const integrationsErrors = defineErrors({
  INTEGRATION_UNKNOWN: (detail: { id: string }) =>
    `There is no integration “${detail.id}”. Nothing was changed. List them with: switchhook integrations list.`,
  INTEGRATION_INVALID: (detail: { problems: readonly Problem[] }) =>
    `The integration was not saved. ${tell(detail.problems)}`,
  INTEGRATION_ENABLED: (detail: { name: string }) =>
    `“${detail.name}” is enabled, and only a disabled integration can be deleted. It was not deleted. Disable it first.`,
  INTEGRATION_CONFLICT: (detail: { name: string; expected: number; actual: number }) =>
    `“${detail.name}” was changed by someone else (revision ${detail.actual}, you began from ${detail.expected}). Nothing was overwritten. Read it again and repeat your change.`,
  APPLICATIONS_OFF: (detail: { pbx: string }) =>
    `Applications is off on “${detail.pbx}”, so it can have no service integration. Nothing was created. Turn it on first: switchhook pbxs applications on.`,
  SCOPE_PLACE: (detail: { scope: string }) =>
    detail.scope === 'service'
      ? 'This trigger event belongs to a PBX. Nothing was saved. Name one with --pbx.'
      : 'This trigger event belongs to an account, not to a PBX. Nothing was saved. Leave --pbx out.',
  PLACE_MISMATCH: (detail: { pbx: string; account: string }) =>
    `The PBX “${detail.pbx}” does not belong to the account “${detail.account}”. Nothing was created.`,
  DRAFT_NONE: (detail: { name: string }) => `“${detail.name}” has no draft. Nothing was changed.`,
});
