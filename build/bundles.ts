// What is bundled, and how. Every bundle holds all it needs: nothing is left external but Node's own modules, and Electron in its own.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Plugin } from 'vite';
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

/** Modules that start faster as something smaller. A name that this lacks does not build. */
const lighterModules: Readonly<Record<string, string>> = {
  // The whole package is fetch, WebSocket, mocks and caches too: a third of what a command reads before it does anything.
  undici: "export { default as Client } from 'undici/lib/dispatcher/client.js';",
  // Imported as a module it reads all of its getters, and one of them loads the fetch that Node has built in.
  'node:http': "module.exports = process.getBuiltinModule('node:http');",
};

const lighten: Plugin = {
  name: 'lighten',
  enforce: 'pre',
  resolveId: (id) => (Object.hasOwn(lighterModules, id) ? `\0${id}` : null),
  load: (id) => lighterModules[id.slice(1)] ?? null,
};

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  return version;
}

function nodeConfig(bundle: NodeBundle): InlineConfig {
  return {
    root: projectRoot,
    configFile: false,
    logLevel: 'warn',
    plugins: [lighten],
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
