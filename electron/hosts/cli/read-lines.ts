// Lines of a file or stream as they come, with their numbers: a batch for each piece that arrives. Blank lines are passed over.
import { open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { Failure } from '../../../shared/kernel/app-error.ts';
import { cliErrors } from './cli-errors.ts';
import type { Interrupt } from './interrupt.ts';

export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** A line beyond this is no event; without a limit a file without line ends would fill the memory. */
const longestLine = 1_048_576;

/** Opened at once, so that a file that is not there is told before anything else happens. Throws Failure: FILE_*. */
export async function openPieces(path: string): Promise<AsyncIterable<Uint8Array>> {
  try {
    const handle = await open(path);
    const found = await handle.stat();
    if (!found.isDirectory()) return handle.createReadStream();
    await handle.close();
  } catch (cause) {
    throw describeFailure(cause, path);
  }
  throw cliErrors.fail('FILE_UNREADABLE', { file: path, why: 'it is a folder' });
}

/** Throws Failure: FILE_*, INTERRUPTED. */
export async function* readLines(
  source: AsyncIterable<Uint8Array>,
  file: string,
  interrupt: Interrupt,
): AsyncGenerator<readonly NumberedLine[]> {
  const decoder = new StringDecoder('utf8');
  const pieces = source[Symbol.asyncIterator]();
  let number = 0;
  let rest = '';
  const take = (text: string): NumberedLine => ({ number: ++number, text: text.replace(/\r$/, '') });
  for (;;) {
    const piece = await interrupt.race(nextOf(pieces, file));
    rest += piece.done === true ? decoder.end() : decoder.write(Buffer.from(piece.value));
    // A byte order mark is no part of the first line.
    if (number === 0 && rest.startsWith('\ufeff')) rest = rest.slice(1);
    const texts = rest.split('\n');
    rest = piece.done === true ? '' : (texts.pop() ?? '');
    const lines = texts.map(take).filter(({ text }) => text.trim() !== '');
    const broken = lines.find(({ text }) => text.length > longestLine) ?? null;
    if (broken !== null || rest.length > longestLine)
      throw cliErrors.fail('FILE_TOO_LARGE', { file: `A line of ${file}`, limitBytes: longestLine });
    if (lines.length > 0) yield lines;
    if (piece.done === true) return;
  }
}

async function nextOf(pieces: AsyncIterator<Uint8Array>, file: string): Promise<IteratorResult<Uint8Array>> {
  try {
    return await pieces.next();
  } catch (cause) {
    throw describeFailure(cause, file);
  }
}

function describeFailure(cause: unknown, file: string): Failure {
  if (cause instanceof Failure) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return cliErrors.fail('FILE_MISSING', { file });
  return cliErrors.fail('FILE_UNREADABLE', { file, why: code ?? message });
}
