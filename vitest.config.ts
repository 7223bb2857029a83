// Four projects: what is pure; everything else in Node; whole programs; and in Chromium what only a browser can tell, the parts of the
// interface and, once more, the corpora of the pure rules, where the renderer will run them.
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumFlags, chromiumProgram } from './build/chromium.ts';

const pureTests = ['test/{shared,renderer}/**/!(*.integration).test.ts'];

/** Files share a process, and what it has imported: in one of its own most would spend more on that than on their tests. */
const shared = { isolate: false };

/** The machine may be slow and busy: a test waits for states, and gives up late rather than on a slow moment. */
const patience = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 60_000 } } };

export default defineConfig({
  test: {
    passWithNoTests: false,
    // Half of the tests wait most of the time, for a disk, a socket or a program; the usual number leaves a core of two idle.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'pure',
          environment: 'node',
          include: pureTests,
          ...shared,
          ...patience,
        },
      },
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: pureTests,
          ...shared,
          ...patience,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/**/*.e2e.ts'],
          setupFiles: ['test/support/end-browser.ts'],
          ...shared,
          ...patience,
        },
      },
      {
        // Found while the tests run, a dependency would make the page load again in the middle.
        optimizeDeps: { entries: ['renderer/main.tsx', 'test/renderer/**/*.browser.test.tsx'] },
        test: {
          name: 'chromium',
          include: ['test/shared/**/corpus.test.ts', 'test/renderer/**/*.browser.test.tsx'],
          ...patience,
          // There what waits for an element waits as long as its test may take.
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromiumProgram, args: chromiumFlags } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
