// `npm start`: builds, then runs the product. Until the application is there, that is the command line's demo.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildAll, projectRoot } from './bundles.ts';

await buildAll();
const command = [join(projectRoot, 'out/cli/switchhook.js'), 'demo', ...process.argv.slice(2)];
const demo = spawn(process.execPath, command, { stdio: 'inherit' });
// A terminal's Ctrl+C reaches the demo by itself; it ends well, and this waits for it.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => demo.kill(signal));
demo.on('exit', (code) => process.exit(code ?? 130));
