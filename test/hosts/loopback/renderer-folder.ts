// A renderer bundle of three files, with a secret beside it that no request may reach.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';

export const indexText = '<!doctype html><title>Switchhook</title><div id="root"></div>\n';
export const scriptText = 'export const answer = 42;\n';
export const outsideText = 'outside-of-the-bundle';

/** Answers the bundle's folder. */
export function makeRendererFolder(): string {
  const parent = makeTemporaryFolder();
  const folder = join(parent, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), indexText);
  writeFileSync(join(folder, 'assets', 'app-1a2b3c.js'), scriptText);
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(parent, 'secret.txt'), outsideText);
  writeFileSync(join(parent, 'secret'), outsideText);
  return folder;
}
