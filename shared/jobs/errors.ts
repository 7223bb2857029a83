import { defineErrors } from '../kernel/app-error.ts';

export const jobsErrors = defineErrors({
  JOB_UNKNOWN: (detail: { id: string }) =>
    `There is no job “${detail.id}”. Nothing was changed. List them with: switchhook jobs list.`,
  JOB_ENDED: (detail: { id: string }) => `The job “${detail.id}” has ended already, so nothing was changed.`,
});
