// What the file system refused, as declared errors: for the files that are no database.
import { commonErrors } from '../../../shared/contract/common-errors.ts';

/** Anything that is not the disk's refusal passes through as the bug it is. */
export function translateFileFailure(cause: unknown, path: string): unknown {
  switch ((cause as { code?: unknown } | null)?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return commonErrors.fail('STORAGE_FULL');
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    case 'ENOTDIR':
    case 'EEXIST':
      return commonErrors.fail('STORAGE_READ_ONLY', { path });
    default:
      return cause;
  }
}
