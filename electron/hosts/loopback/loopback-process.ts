// Ties the process to the host's life: its streams, its signals, its end.
import process from 'node:process';
import { ownSurroundings } from '../machine/data-folder.ts';
import { runLoopback } from './run-loopback.ts';

/** `rendererFolder` holds the renderer bundle. */
export async function runAsProcess(rendererFolder: string): Promise<void> {
  const stop = new AbortController();
  const onStopSignal = () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  };
  // SIGHUP: the terminal was closed. 'disconnect': the process that started this one over a channel has ended.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // A library (when-exit, below conf) sends the process every signal once more, so that the first would be the second.
    process.removeAllListeners(signal);
    process.on(signal, onStopSignal);
  }
  process.on('disconnect', () => stop.abort());
  // Nobody reads what we say (`| head`, a closed terminal): pages still work.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});

  const { stdin, stdout, stderr } = process;
  const runtime = { stdin, stdout, stderr, surroundings: ownSurroundings(), rendererFolder, stop: stop.signal };
  process.exitCode = await runLoopback(runtime, process.argv.slice(2));
  // The channel to the process that started this one would keep it running.
  if (process.connected) process.disconnect();
}
