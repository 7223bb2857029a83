import { defineErrors } from '../kernel/app-error.ts';

export const benchErrors = defineErrors({
  RECEIVER_PORT_BUSY: (detail: { port: number }) =>
    `Port ${detail.port} is in use by another program. The receiver was not started. Choose another port, or leave it out for a free one.`,
  RECEIVER_PORT_DENIED: (detail: { port: number }) =>
    `This user may not listen on port ${detail.port}. The receiver was not started. Choose one above 1023, or leave it out for a free one.`,
  RECEIVER_RUNNING: (detail: { port: number }) =>
    `The receiver is already running on port ${detail.port}. It was not started again. Stop it first to change the port.`,
  CAPTURE_UNKNOWN: (detail: { id: string }) => `There is no capture “${detail.id}”. Nothing was changed.`,
});
