// `serve.json` in the data folder: where a running `serve` answers, and the token for it. Only its user may read it.
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface ServeAddress {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
}

const fileName = 'serve.json';

/**
 * Answers the act of taking it away again, which says whether it is gone: a disk that has become read-only keeps it. One that another
 * process wrote in the meantime is left alone.
 */
export async function publishAddress(dataFolder: string, address: ServeAddress): Promise<() => Promise<boolean>> {
  const path = join(dataFolder, fileName);
  const text = `${JSON.stringify(address)}\n`;
  await rm(`${path}.new`, { force: true });
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return async () => {
    const found = await readFile(path, 'utf8').catch(() => '');
    if (found !== text) return true;
    return rm(path, { force: true }).then(
      () => true,
      () => false,
    );
  };
}
