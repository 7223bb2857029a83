// The desktop application as it was built, on the electron double: started, attached to, asked, ended.
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { chromium, type Page } from 'playwright';
import { onTestFinished } from 'vitest';
import { projectRoot } from '../../../build/bundles.ts';
import type { ControlRequest } from '../../support/electron-double/control-messages.ts';
import { type DoubleRecord, type DoubleScript, scriptVariable } from '../../support/electron-double/script.ts';
import { patienceMs } from '../../support/start-page.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';

const register = join(projectRoot, 'test/support/electron-double/register.ts');

export interface DesktopStart {
  readonly dataFolder?: string;
  readonly script?: DoubleScript;
  /** Of the bundles; without one, a copy is made. */
  readonly applicationFolder?: string;
  readonly launchArguments?: readonly string[];
}

interface Ended {
  readonly code: number | null;
  readonly errors: string;
}

export interface DesktopApplication {
  readonly dataFolder: string;
  readonly applicationFolder: string;
  /** Rejects when the process is gone. */
  ask(request: ControlRequest): Promise<unknown>;
  /** What was asked of the system under this name, in its order. */
  records(what: string): Promise<unknown[]>;
  /** The window's page, loaded. */
  openPage(): Promise<Page>;
  /** Resolves when the process has ended. */
  readonly ended: Promise<Ended>;
}

/** `main/` and `renderer/` beside each other, as they are packaged. */
function makeApplicationFolder(): string {
  const folder = makeTemporaryFolder();
  cpSync(join(projectRoot, 'out/main'), join(folder, 'main'), { recursive: true });
  cpSync(join(projectRoot, 'out/renderer'), join(folder, 'renderer'), { recursive: true });
  return folder;
}

export function startDesktop(start: DesktopStart = {}): DesktopApplication {
  const { dataFolder = join(makeTemporaryFolder(), 'data'), applicationFolder = makeApplicationFolder() } = start;
  const launchArguments = start.launchArguments ?? ['--data-dir', dataFolder];
  const child = spawn(
    process.execPath,
    ['--import', register, join(applicationFolder, 'main/main.js'), ...launchArguments],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
      env: { ...process.env, [scriptVariable]: JSON.stringify(start.script ?? {}) },
    },
  );
  const ended = watchEnd(child as unknown as ChildProcessByStdio<null, null, Readable>);
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null && child.connected) child.disconnect();
    await ended;
  });
  const ask = createAsker(child, ended);
  return {
    ...{ dataFolder, applicationFolder, ask, ended },
    records: async (what) => {
      const all = (await ask({ act: 'records' })) as DoubleRecord[];
      return all.filter((found) => found.what === what).map(({ value }) => value);
    },
    openPage: async () => attach((await ask({ act: 'address' })) as string),
  };
}

async function watchEnd(child: ChildProcessByStdio<null, null, Readable>): Promise<Ended> {
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  // Not `close`: it does not come once we have left the channel between us.
  const [[code]] = await Promise.all([once(child, 'exit'), once(child.stderr, 'close')]);
  return { code, errors };
}

function createAsker(child: ChildProcess, ended: Promise<{ errors: string }>): DesktopApplication['ask'] {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let count = 0;
  child.on('message', ({ id, value, error }: { id: number; value: unknown; error?: string }) => {
    const answer = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) answer?.resolve(value);
    else answer?.reject(new Error(error));
  });
  void ended.then(({ errors }) => {
    for (const answer of waiting.values()) answer.reject(new Error(`The application has ended. ${errors}`));
  });
  return (request) => {
    const answer = Promise.withResolvers<unknown>();
    const id = count++;
    waiting.set(id, answer);
    child.send({ id, request }, (cause) => {
      if (cause !== null) answer.reject(cause);
    });
    return answer.promise;
  };
}

async function attach(address: string): Promise<Page> {
  const browser = await chromium.connectOverCDP(address, { timeout: patienceMs });
  onTestFinished(() => browser.close());
  const [context] = browser.contexts();
  const page = context?.pages()[0];
  if (page === undefined) throw new Error('The application has no page.');
  page.setDefaultTimeout(patienceMs);
  await page.waitForURL(/^https:\/\/bundle\.app-scheme\.test\//);
  await page.waitForFunction('globalThis.switchhook !== undefined');
  return page;
}
