// What a test tells the double before it starts (an environment variable) and what the double remembers for the test.
import process from 'node:process';

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Everything is optional: the double has a usual answer. */
export interface DoubleScript {
  /** Work areas; the first is the main display's. */
  displays?: Rectangle[];
  /** What `safeStorage` says of itself. */
  keychain?: { available: boolean; backend: string };
  /** Which button is pressed in each message box, in their order; then the cancelling one. */
  messageBoxAnswers?: number[];
}

export const scriptVariable = 'ELECTRON_DOUBLE_SCRIPT';
export const script: DoubleScript = JSON.parse(process.env[scriptVariable] ?? '{}');

export interface DoubleRecord {
  readonly what: string;
  readonly value: unknown;
}

export const records: DoubleRecord[] = [];

export function record(what: string, value: unknown): void {
  records.push({ what, value });
}
