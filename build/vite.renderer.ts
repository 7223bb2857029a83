// How the page is bundled: one bundle for every host. Its content security policy allows nothing inline, so nothing is put into the
// HTML, no asset becomes a data: URL, and no polyfill is added.
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';

/** Nothing is drawn before the theme is known: Vite drops the attribute that says so. */
const blockRendering: Plugin = {
  name: 'block-rendering',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace('<script type="module"', '<script blocking="render" type="module"'),
  },
};

export function rendererConfig({ projectRoot, version }: { projectRoot: string; version: string }): InlineConfig {
  return {
    root: join(projectRoot, 'renderer'),
    configFile: false,
    logLevel: 'warn',
    plugins: [react(), blockRendering],
    define: { __SWITCHHOOK_VERSION__: JSON.stringify(version) },
    build: {
      outDir: join(projectRoot, 'out/renderer'),
      emptyOutDir: true,
      // All know light-dark() and nesting, so the style sheets stay as they were written.
      target: ['chrome140', 'firefox140', 'safari18.4'],
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      // It comes from this machine, not over a network: one chunk starts sooner than many.
      chunkSizeWarningLimit: 4_000,
    },
  };
}
