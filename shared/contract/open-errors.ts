// What can keep an engine from opening its data folder. A host meets these before there is a contract to call.
import { defineErrors } from '../kernel/app-error.ts';

export const openErrors = defineErrors({
  DATABASE_NEWER: (detail: { found: number; known: number }) =>
    `The database was written by a newer Switchhook (version ${detail.found}, this one knows ${detail.known}). It was not opened and not changed. Install the newer Switchhook, or choose another folder with --data-dir.`,
  DATABASE_FOREIGN: (detail: { path: string }) =>
    `${detail.path} is a database, but not Switchhook's. It was not opened and not changed. Choose another folder with --data-dir.`,
  OWNER_UNREACHABLE: (detail: { path: string }) =>
    `Another Switchhook owns the data folder ${detail.path} but does not answer. Nothing was done. Close it, or wait until it has finished, and try again.`,
  OWNER_ONLY: () =>
    'Another Switchhook owns this data folder, and only the owner can do this. Nothing was done. Do it there, or close it and try again.',
  OWNER_DIFFERS: (detail: { owner: string; own: string }) =>
    `The Switchhook that owns the data folder is version ${detail.owner}, this one is ${detail.own}. Nothing was done. Close the other one first.`,
});

export type OpenError = ReturnType<typeof openErrors.create>;
