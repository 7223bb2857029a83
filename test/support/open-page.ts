// The application on a page, for one test: everything it started ends with the test, but for the browser, which the file's tests share.
import type { Browser } from 'playwright';
import { onTestFinished } from 'vitest';
import {
  type LoopbackHost,
  type OpenedPage,
  type StartPageOptions,
  startBrowser,
  startHost,
  startPage,
} from './start-page.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

export type OpenPageOptions = Partial<Omit<StartPageOptions, 'browser'>>;

let shared: Promise<Browser> | undefined;
let endShared = async () => {};

export async function endBrowser(): Promise<void> {
  const end = endShared;
  shared = undefined;
  endShared = async () => {};
  await end();
}

export async function openPage(options: OpenPageOptions = {}): Promise<OpenedPage> {
  shared ??= startBrowser((end) => {
    endShared = end;
  });
  const { folder = makeTemporaryFolder() } = options;
  return startPage({ ...options, folder, browser: await shared }, onTestFinished);
}

export function startLoopbackHost(folder: string, words: readonly string[] = []): Promise<LoopbackHost> {
  return startHost({ folder, words }, onTestFinished);
}
