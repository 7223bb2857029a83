// One statement and its values: what a slice wants written, before anyone has decided in which transaction.
import type { SQLInputValue } from 'node:sqlite';

export type Write = readonly [sql: string, values: readonly SQLInputValue[]];
