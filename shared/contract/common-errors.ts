// What can befall any call, whatever it does. Every call's error union includes these.
import { defineErrors } from '../kernel/app-error.ts';

export const commonErrors = defineErrors({
  INTERNAL: (detail: { incident: string }) =>
    `Switchhook made a mistake and stopped this action; what it had not finished was not done. Incident ${detail.incident} is in the log: please report it.`,
  STORAGE_FULL: () => 'The disk is full. Nothing was changed and nothing was lost. Free some space and do it again.',
  STORAGE_BUSY: () =>
    'The disk is so slow at the moment that the database could not be written in time. Nothing was changed and nothing was lost. Do it again in a moment.',
  STORAGE_READ_ONLY: (detail: { path: string }) =>
    `The data folder cannot be written: ${detail.path}. Nothing was changed. Give this user the right to write there, or choose another folder with --data-dir.`,
  STORAGE_DAMAGED: (detail: { path: string }) =>
    `The database is damaged: ${detail.path}. Nothing was changed and the file was left as it is. Restore a backup, or move the file away to start afresh.`,
  CONNECTION_LOST: () =>
    'The connection to the Switchhook that owns this data folder was lost before it answered. Whether the action was done is unknown. Look at the list before you do it again.',
});

export type CommonError = ReturnType<typeof commonErrors.create>;
