// Looks for planted secrets wherever they could have been left: in the files of a folder and in texts, in every form they travel in.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Haystack {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * A secret's core is letters and digits only, so that percent and JSON forms hold it as it is. Base64 depends on where it begins:
 * three alignments, each without the characters that its neighbours decide. Then base64 of those, as a body is kept.
 */
function formsOf(core: string): string[] {
  const once = encodeAligned(core);
  return [core, ...once, ...once.flatMap(encodeAligned), Buffer.from(core).toString('hex')];
}

function encodeAligned(text: string): string[] {
  return [0, 1, 2].map((offset) => {
    const whole = text.length - ((text.length + offset) % 3);
    const encoded = Buffer.from(`${'\0'.repeat(offset)}${text.slice(0, whole)}`).toString('base64');
    return encoded.slice(offset === 0 ? 0 : offset + 1);
  });
}

export function readFolder(folder: string): Haystack[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: path, bytes: readFileSync(path) }));
}

/** `where: which form`, for every trace. */
export function findTraces(haystacks: readonly Haystack[], cores: readonly string[]): string[] {
  return cores.flatMap((core) =>
    formsOf(core).flatMap((form) =>
      haystacks.filter(({ bytes }) => bytes.includes(form)).map(({ name }) => `${name}: ${core} as ${form}`),
    ),
  );
}
