// Contenders run as the product does: bundled, without a compiler in the process. All of them alike, Switchhook or not.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { projectRoot } from '../../build/bundles.ts';

const folder = join(import.meta.dirname, 'contenders');
/** Not ours, and run from where they are installed. */
const external = ['bullmq', 'graphile-worker', 'pg-boss'];
const checkpointWorker = 'checkpoint-worker';

/** Answers the folder of the bundles, one of each contender's name. */
export async function bundleContenders(cacheFolder: string): Promise<string> {
  const outDir = join(cacheFolder, 'contenders');
  const names = readdirSync(folder).map((file) => basename(file, '.ts'));
  const entries = names.map((name) => [name, join(folder, `${name}.ts`)]);
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'warn',
    // Found from the chunk that the engine is in.
    define: { __SWITCHHOOK_CHECKPOINT_WORKER__: JSON.stringify(`../${checkpointWorker}.js`) },
    ssr: { noExternal: true, external, target: 'node' },
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      emptyOutDir: true,
      minify: false,
      rollupOptions: {
        input: {
          ...Object.fromEntries(entries),
          [checkpointWorker]: join(projectRoot, 'electron/engine/database/checkpoint-worker.ts'),
        },
        output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  return outDir;
}
