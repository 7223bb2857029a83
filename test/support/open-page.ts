// The application on a page, for one test: everything it started ends with the test.
import { onTestFinished } from 'vitest';
import { type LoopbackHost, type OpenedPage, type StartPageOptions, startHost, startPage } from './start-page.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

export type OpenPageOptions = Partial<StartPageOptions>;

export function openPage(options: OpenPageOptions = {}): Promise<OpenedPage> {
  return startPage({ ...options, folder: options.folder ?? makeTemporaryFolder() }, onTestFinished);
}

export function startLoopbackHost(folder: string, words: readonly string[] = []): Promise<LoopbackHost> {
  return startHost({ folder, words }, onTestFinished);
}
