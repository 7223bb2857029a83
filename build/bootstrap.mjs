// The first thing every npm script of this project runs: installs what the lock asks for, then goes on under Node 24.
// It must work on Node 20 with nothing installed, so it is plain JavaScript without a dependency.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockStamp = join(root, 'node_modules', '.lock-sha256');
const neededMajor = 24;

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function majorOf(version) {
  return Number(version.replace(/^v/, '').split('.')[0]);
}

function refuseOldNode() {
  const major = majorOf(process.version);
  if (major < 20) fail(`Switchhook needs Node 20 or newer to start; this is ${process.version}. Nothing was done.`);
  if (process.platform === 'darwin' && major < neededMajor) {
    fail(
      `On macOS Switchhook needs Node ${neededMajor} or newer; this is ${process.version}. Nothing was done. ` +
        'Install it (for example with your version manager) and run the command again.',
    );
  }
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function installIfNeeded() {
  const wanted = lockHash();
  const installed = existsSync(lockStamp) ? readFileSync(lockStamp, 'utf8') : '';
  if (installed === wanted) return;
  process.stderr.write('Installing what package-lock.json asks for …\n');
  const npmArguments = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  // npm names itself when it runs a script, and on Windows a .cmd file cannot be spawned without a shell.
  const npm = process.env.npm_execpath;
  const done = npm
    ? spawnSync(process.execPath, [npm, ...npmArguments], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', npmArguments, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (done.status !== 0) {
    fail(
      'The installation failed, so nothing was started. See the messages above; the npm registry must be reachable.',
    );
  }
  writeFileSync(lockStamp, wanted);
}

function findNode() {
  if (majorOf(process.version) >= neededMajor) return process.execPath;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const bundled = join(
    root,
    'node_modules',
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    'bin',
    name,
  );
  if (existsSync(bundled)) return bundled;
  return fail(
    `Switchhook runs on Node ${neededMajor}; this is ${process.version}, and no newer one comes with the packages for ` +
      `${process.platform} ${process.arch}. Nothing was started. Install Node ${neededMajor} and run the command again.`,
  );
}

const tasks = {
  start: 'build/start.ts',
  test: 'build/check.ts',
  build: 'build/build.ts',
  bench: 'test/bench/main.ts',
  pictures: 'test/pictures/take-pictures.ts',
  crash: 'test/crash/main.ts',
};
const [task = '', ...rest] = process.argv.slice(2);
if (!Object.hasOwn(tasks, task)) fail(`Unknown task “${task}”. Known: ${Object.keys(tasks).join(', ')}.`);

refuseOldNode();
installIfNeeded();
const node = findNode();
const env = {
  ...process.env,
  PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
};
const child = spawn(node, [join(root, tasks[task]), ...rest], { cwd: root, stdio: 'inherit', env });
// A terminal's Ctrl+C reaches the child by itself; it may take its time to end well, and this waits for it.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 130));
