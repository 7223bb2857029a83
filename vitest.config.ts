// Three projects: everything in Node; whole programs; and in Chromium what only a browser can tell, the parts of the interface and, once more, the
// corpora of the pure rules, where the renderer will run them.
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/**/*.e2e.ts'],
          // Whole programs and a browser on a machine that may be busy: a test waits for states, and gives up late rather than on a slow
          // moment.
          testTimeout: 180_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        // Found while the tests run, a dependency would make the page load again in the middle.
        optimizeDeps: { entries: ['renderer/main.tsx', 'test/renderer/**/*.browser.test.tsx'] },
        test: {
          name: 'chromium',
          include: ['test/shared/**/corpus.test.ts', 'test/renderer/**/*.browser.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: '/usr/bin/chromium', args: chromiumFlags } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
