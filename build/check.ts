// `npm test`: every check and every test there is, and a count at the end. Nothing else decides whether a commit is good.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './bundles.ts';
import { chromiumPackage, chromiumProgram } from './chromium.ts';

interface Check {
  readonly name: string;
  readonly command: readonly string[];
}

const checks: readonly Check[] = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'unused exports', command: ['knip'] },
  { name: 'bundles', command: ['node', 'build/build.ts'] },
];

const report = join(projectRoot, '.cache/vitest.json');
const isWindows = process.platform === 'win32';

const surroundings = { cwd: projectRoot, shell: isWindows, env: { ...process.env, NO_COLOR: '1' } };

function run(command: readonly string[]): boolean {
  const [program = '', ...rest] = command;
  return spawnSync(program, rest, { ...surroundings, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/** Tells what it printed when it has ended: so two may run at a time. */
function runCheck({ name, command }: Check): Promise<boolean> {
  const [program = '', ...rest] = command;
  const child = spawn(program, rest, { ...surroundings, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    const end = (isGood: boolean) => {
      console.log(`\n— ${name}\n${output.trimEnd()}`);
      resolve(isGood);
    };
    child.once('error', (cause) => {
      output += String(cause);
      end(false);
    });
    child.once('close', (code) => end(code === 0));
  });
}

/** Takes the next one as long as there is one. */
async function runChecks(waiting: Iterable<Check>, onFailure: (name: string) => void): Promise<void> {
  for (const check of waiting) if (!(await runCheck(check))) onFailure(check.name);
}

/** The browser tests run in Debian's Chromium; elsewhere it has to be there already. */
function ensureChromium(): void {
  if (existsSync(chromiumProgram)) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    run(['apt-get', 'update', '-q']);
    if (run(['apt-get', 'install', '-y', '-q', chromiumPackage, 'fonts-dejavu', 'fonts-noto-core'])) return;
  }
  console.error(
    `Chromium is missing: the browser tests will fail. Install it as ${chromiumProgram} (apt-get install ${chromiumPackage}).`,
  );
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  testResults: { name: string; assertionResults: { fullName: string; duration?: number | null }[] }[];
}

function readReport(): VitestReport | null {
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
}

function printSlowest(tests: VitestReport): void {
  const all = tests.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ name: test.fullName, ms: Math.round(test.duration ?? 0) })),
  );
  console.log('\nTen slowest tests:');
  for (const test of all.sort((a, b) => b.ms - a.ms).slice(0, 10)) {
    console.log(`${String(test.ms).padStart(7)} ms  ${test.name}`);
  }
}

ensureChromium();
mkdirSync(join(projectRoot, '.cache'), { recursive: true });
rmSync(report, { force: true });

const failed: string[] = [];
const waiting = checks.values();
await Promise.all([1, 2].map(() => runChecks(waiting, (name) => failed.push(name))));
console.log('\n— tests');
const areTestsGreen = run([
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);
const tests = readReport();
if (tests !== null) printSlowest(tests);

// A check counts as one, so that the last line cannot say "0 failed" of a run that failed.
const failedTests = tests === null ? 1 : Math.max(tests.numFailedTests, areTestsGreen ? 0 : 1);
const passed = (tests?.numPassedTests ?? 0) + checks.length - failed.length;
if (failed.length > 0) console.log(`\nFailed checks: ${failed.join(', ')}`);
if (tests !== null)
  console.log(`\nvitest: ${tests.numPassedTests} passed, ${tests.numFailedTests} failed; checks: ${checks.length}`);
console.log(`${passed} passed, ${failedTests + failed.length} failed`);
process.exit(failed.length === 0 && areTestsGreen ? 0 : 1);
