// What is bundled, and how. Every bundle holds all it needs: nothing is left external but Node's own modules, and Electron in its own.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';
import { rendererConfig } from './vite.renderer.ts';

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

interface NodeBundle {
  readonly entry: string;
  readonly outDir: string;
  readonly fileName: string;
  readonly format: 'esm' | 'cjs';
  /** Started by its name: its first line says what runs it. */
  readonly isCommand?: boolean;
  /** Beside what another bundle has put there. */
  readonly isSecondInFolder?: boolean;
}

const nodeBundles: readonly NodeBundle[] = [
  {
    entry: 'electron/hosts/cli/launch.ts',
    outDir: 'out/cli',
    fileName: 'switchhook.js',
    format: 'esm',
    isCommand: true,
  },
  {
    entry: 'electron/hosts/loopback/main.ts',
    outDir: 'out/loopback',
    fileName: 'switchhook-loopback.js',
    format: 'esm',
  },
  { entry: 'electron/main.ts', outDir: 'out/main', fileName: 'main.js', format: 'esm' },
  // A sandboxed preload script is CommonJS, and can require nothing but Electron.
  {
    entry: 'electron/preload.ts',
    outDir: 'out/main',
    fileName: 'preload.cjs',
    format: 'cjs',
    isSecondInFolder: true,
  },
];

/** The thread that carries the database's log over, beside each bundle that has the engine in it. */
const checkpointWorker = 'checkpoint-worker.js';
const checkpointWorkers = ['out/cli', 'out/loopback', 'out/main'].map(
  (outDir): NodeBundle => ({
    entry: 'electron/engine/database/checkpoint-worker.ts',
    outDir,
    fileName: checkpointWorker,
    format: 'esm',
    isSecondInFolder: true,
  }),
);

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  return version;
}

function nodeConfig(bundle: NodeBundle): InlineConfig {
  return {
    root: projectRoot,
    configFile: false,
    logLevel: 'warn',
    define: {
      __SWITCHHOOK_VERSION__: JSON.stringify(readVersion()),
      __SWITCHHOOK_CHECKPOINT_WORKER__: JSON.stringify(`./${checkpointWorker}`),
    },
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
    build: {
      ssr: bundle.entry,
      target: 'node24',
      outDir: bundle.outDir,
      emptyOutDir: bundle.isSecondInFolder !== true,
      minify: false,
      rollupOptions: {
        output: {
          format: bundle.format,
          entryFileNames: bundle.fileName,
          chunkFileNames: '[name].js',
          banner: bundle.isCommand === true ? '#!/usr/bin/env node' : '',
        },
      },
    },
  };
}

/** Writes every bundle to out/. */
export async function buildAll(): Promise<void> {
  for (const bundle of [...nodeBundles, ...checkpointWorkers]) await build(nodeConfig(bundle));
  await build(rendererConfig({ projectRoot, version: readVersion() }));
}
