// `npm start`: builds, then opens the application. Where Electron can't be had it says so in one line and opens the loopback host.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll, projectRoot } from './bundles.ts';

const usage = 'npm start -- [--host desktop|loopback] [--port N] [--data-dir DIR] [--no-open]';
const options = {
  host: { type: 'string', default: 'desktop' },
  port: { type: 'string' },
  'data-dir': { type: 'string' },
  'no-open': { type: 'boolean' },
} as const;

function fail(why: string): never {
  console.error(`${why.replace(/\.?$/, '.')} Nothing was started.\nUsage: ${usage}`);
  process.exit(2);
}

function readOptions() {
  try {
    const { values } = parseArgs({ options });
    if (values.host === 'desktop' || values.host === 'loopback') return values;
    return fail(`There is no host “${values.host}”.`);
  } catch (cause) {
    return fail((cause as Error).message.split('. To specify')[0] ?? '');
  }
}

/** Where npm's package has put the executable, or why there is none. It is never asked itself: it would start a download. */
function findElectron(): { readonly executable: string } | { readonly missing: string } {
  const folder = join(projectRoot, 'node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  const executable = existsSync(pathFile) ? join(folder, 'dist', readFileSync(pathFile, 'utf8').trim()) : null;
  if (executable === null || !existsSync(executable)) {
    return { missing: 'Electron has not been downloaded (npx install-electron does it)' };
  }
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return { missing: 'there is no display' };
  return { executable };
}

interface Host {
  readonly program: string;
  readonly programArguments: readonly string[];
  /** Whether it ends when the channel to us does: so it never outlives its terminal, however we end. */
  readonly hasChannel: boolean;
}

function run({ program, programArguments, hasChannel }: Host): void {
  const child = spawn(program, programArguments, {
    stdio: hasChannel ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
  });
  // Ctrl+C reaches the host too, and it is for the host to say how it ends.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 130));
}

function chooseHost({
  host,
  port,
  'data-dir': dataFolder,
  'no-open': isNotOpened,
}: ReturnType<typeof readOptions>): Host {
  const dataOption = dataFolder === undefined ? [] : ['--data-dir', dataFolder];
  if (host === 'desktop') {
    const electron = findElectron();
    const programArguments = [join(projectRoot, 'out/main/main.js'), ...dataOption];
    if ('executable' in electron) return { program: electron.executable, programArguments, hasChannel: false };
    console.error(`The desktop application can't be opened: ${electron.missing}. Opening in the browser instead.`);
  }
  const bundle = join(projectRoot, 'out/loopback/switchhook-loopback.js');
  const portOption = port === undefined ? [] : ['--port', port];
  const openOption = isNotOpened ? ['--no-open'] : [];
  return {
    program: process.execPath,
    programArguments: [bundle, ...dataOption, ...portOption, ...openOption],
    hasChannel: true,
  };
}

const chosen = readOptions();
await buildAll();
run(chooseHost(chosen));
