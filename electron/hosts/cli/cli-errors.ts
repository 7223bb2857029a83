// What can go wrong before or beside the engine: on the command line, in files, at prompts.
import { defineErrors } from '../../../shared/kernel/app-error.ts';
import type { Problem } from '../../../shared/kernel/problem.ts';

type File = { readonly file: string };

export const cliErrors = defineErrors({
  USAGE: (detail: { why: string }) => detail.why,
  FILE_MISSING: (detail: File) =>
    `There is no file ${detail.file}. Nothing was done. Check the path, relative to the folder you are in.`,
  FILE_UNREADABLE: (detail: File & { why: string }) =>
    `${detail.file} cannot be read (${detail.why}). Nothing was done. Check that it is a file this user may read.`,
  FILE_TOO_LARGE: (detail: File & { limitBytes: number }) =>
    `${detail.file} is larger than ${detail.limitBytes} bytes, so it was not read and nothing was done. Check that it is the right file.`,
  FILE_ENCODING: (detail: File) => `${detail.file} is not UTF-8, so nothing was done. Save it as UTF-8 and try again.`,
  FILE_UNWRITABLE: (detail: File & { why: string }) =>
    `${detail.file} cannot be written (${detail.why}), so there is nothing in it. Choose a place where this user may write.`,
  FILE_LINE: (detail: File & { line: number; why: string; left: string }) =>
    `${detail.file}, line ${detail.line}: ${detail.why} This line and those after it were not accepted. ${detail.left}`,
  FILE_SYNTAX: (detail: File & { line: number; column: number; why: string }) =>
    `${detail.file}:${detail.line}:${detail.column}: ${detail.why} Nothing was done. Correct the file and try again.`,
  FILE_EMPTY: (detail: File) => `${detail.file} is empty, so nothing was done. Check that it is the right file.`,
  FILE_INVALID: (detail: File & { problems: readonly Problem[] }) =>
    `${detail.file} cannot be used, so nothing was done. ${detail.problems.map((problem) => `${problem.path}: ${problem.message}`).join(' ')}`,
  NAME_AMBIGUOUS: (detail: { what: string; name: string; candidates: readonly string[] }) =>
    `More than one ${detail.what} is called “${detail.name}”, so nothing was done. Name one by its id: ${detail.candidates.join(', ')}.`,
  DRAFT_IN_THE_WAY: (detail: { id: string; name: string }) =>
    `“${detail.name}” has a draft that a save would end. Nothing was changed. Save the draft with: switchhook integrations draft ${detail.id} --apply, throw it away with --discard, or change it with: edit ${detail.id} --draft.`,
  FOLDER_OWNED: (detail: { path: string }) =>
    `Another Switchhook owns the data folder ${detail.path} and sends what is due, so nothing was started. Close it first, or name another folder with --data-dir.`,
  PORT_BUSY: (detail: { port: number }) =>
    `Another program listens on port ${detail.port} of this computer, so nothing was started. Choose another with --port, or leave it out for any free one.`,
  PORT_DENIED: (detail: { port: number }) =>
    `This user may not listen on port ${detail.port}, so nothing was started. Choose one above 1023 with --port, or leave it out for any free one.`,
  INTERRUPTED: (detail: { left: string }) => `Interrupted. ${detail.left}`,
});
