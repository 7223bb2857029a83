// What can keep the loopback host from starting, besides what the engine itself refuses.
import { defineErrors } from '../../../shared/kernel/app-error.ts';

export const loopbackErrors = defineErrors({
  USAGE: (detail: { why: string }) => `${detail.why} Nothing was started. See --help.`,
  PORT_BUSY: (detail: { port: number }) =>
    `Another program listens on port ${detail.port} of this computer, so nothing was started. Choose another with --port, or leave it out for any free one.`,
  PORT_DENIED: (detail: { port: number }) =>
    `This user may not listen on port ${detail.port}, so nothing was started. Choose one above 1023 with --port, or leave it out for any free one.`,
  PAGES_MISSING: (detail: { path: string }) =>
    `The application's pages are missing: ${detail.path} holds no index.html. Nothing was started. Build them with: npm run build.`,
});
