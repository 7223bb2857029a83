// The entry of the loopback host. Its bundle and the renderer's stand side by side in out/.
import { join } from 'node:path';
import { runAsProcess } from './loopback-process.ts';

await runAsProcess(join(import.meta.dirname, '../renderer'));
