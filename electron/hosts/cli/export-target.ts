// Where a long answer goes piece by piece: standard output, or a file that appears only when it is whole.
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { cliErrors } from './cli-errors.ts';
import type { Output } from './output.ts';

export interface ExportTarget {
  write(text: string): Promise<void>;
  /** It is whole. */
  finish(): Promise<void>;
  /** It is not: nothing is left of it. */
  abandon(): Promise<void>;
}

/** `path` undefined or `-`: standard output. Throws Failure FILE_UNWRITABLE. */
export async function openExportTarget(path: string | undefined, output: Output): Promise<ExportTarget> {
  if (path === undefined || path === '-') {
    return { write: (text) => output.piece(text), finish: async () => {}, abandon: async () => {} };
  }
  const partial = `${path}.${randomBytes(4).toString('hex')}.part`;
  const guard = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (cause) {
      await rm(partial, { force: true });
      const { code, message } = cause as NodeJS.ErrnoException;
      throw cliErrors.fail('FILE_UNWRITABLE', { file: path, why: code ?? message });
    }
  };
  // What customers' systems were sent is for this user only.
  const file: FileHandle = await guard(() => open(partial, 'wx', 0o600));
  return {
    // From where it is, and all of it: `write` takes what there is room for, and says nothing.
    write: (text) => guard(() => file.writeFile(text)),
    finish: () =>
      guard(async () => {
        await file.close();
        await rename(partial, path);
      }),
    abandon: async () => {
      await file.close().catch(() => {});
      await rm(partial, { force: true });
    },
  };
}
