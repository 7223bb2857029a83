// The entry of the command line: ties the process to the program. Nothing is decided here.
import process from 'node:process';
import { ownSurroundings } from '../machine/data-folder.ts';
import { exitCodes } from './exit-codes.ts';
import { Interrupt } from './interrupt.ts';
import { runProgram } from './program.ts';

const interrupt = new Interrupt();

function onStopSignal(): void {
  if (!interrupt.stop()) process.exit(exitCodes.interrupted);
  if (interrupt.farewell !== null) process.stderr.write(`\n${interrupt.farewell}\n`);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // A library below the settings (when-exit, of conf) listens too, and would end the process at the first signal.
  process.removeAllListeners(signal);
  process.on(signal, onStopSignal);
}

// `| head` closes our output: there is nobody to tell, so what still runs ends quietly.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') {
    process.stderr.write(
      `Standard output cannot be written (${code}), so the answer is lost. What the command did is done.\n`,
    );
    process.exit(exitCodes.refused);
  }
  interrupt.isOutputGone = true;
  interrupt.stop();
});
process.stderr.on('error', () => {});

await runProgram(
  {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    surroundings: ownSurroundings(),
    interrupt,
    end: (code) => {
      process.exitCode = code;
    },
  },
  process.argv.slice(2),
);
// Reading it may have been called off; while it is open, the process would stay.
process.stdin.destroy();
