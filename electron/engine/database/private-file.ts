// SQLite makes its files as the umask says, so that others might read them. A file that is there already keeps its mode, and the
// files SQLite puts beside it (-wal, -shm) get the same one.
import { closeSync, openSync } from 'node:fs';

/** Makes the file with mode 0600 when it is not there. */
export function makePrivateFile(path: string): void {
  try {
    // Never opens one that is there: closing it again would drop the locks this process holds on it.
    closeSync(openSync(path, 'wx', 0o600));
  } catch {
    // It is there, or cannot be: then SQLite meets the same refusal and it is told as the database's.
  }
}
