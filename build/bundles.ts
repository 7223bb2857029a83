// What is bundled, and how. Every bundle holds all it needs: nothing is left external but Node's own modules.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

interface NodeBundle {
  readonly entry: string;
  readonly outDir: string;
  readonly fileName: string;
}

const nodeBundles: readonly NodeBundle[] = [
  { entry: 'electron/hosts/cli/launch.ts', outDir: 'out/cli', fileName: 'switchhook.js' },
];

function nodeConfig(bundle: NodeBundle): InlineConfig {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  return {
    root: projectRoot,
    configFile: false,
    logLevel: 'warn',
    define: { __SWITCHHOOK_VERSION__: JSON.stringify(version) },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: bundle.entry,
      target: 'node24',
      outDir: bundle.outDir,
      emptyOutDir: true,
      minify: false,
      rollupOptions: {
        output: {
          format: 'esm',
          entryFileNames: bundle.fileName,
          chunkFileNames: '[name].js',
          banner: '#!/usr/bin/env node',
        },
      },
    },
  };
}

/** Writes every bundle to out/. */
export async function buildAll(): Promise<void> {
  for (const bundle of nodeBundles) await build(nodeConfig(bundle));
}
