// Every file of a folder with the digest of its bytes, so that "nothing was changed" can be held against the folder.
import { createHash } from 'node:crypto';
import { readFolder } from './secret-traces.ts';

export function digestFolder(folder: string): Record<string, string> {
  const files = readFolder(folder).map(({ name, bytes }) => [name, createHash('sha256').update(bytes).digest('hex')]);
  return Object.fromEntries(files.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)));
}
