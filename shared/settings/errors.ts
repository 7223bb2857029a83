// What can go wrong with settings.
import { defineErrors } from '../kernel/app-error.ts';
import type { Problem } from '../kernel/problem.ts';

export const settingsErrors = defineErrors({
  SETTINGS_INVALID: (detail: { problems: readonly Problem[] }) =>
    `No setting was changed. ${detail.problems.map((problem) => `${problem.path}: ${problem.message}`).join(' ')}`,
});
