// Settings as hosts and screens see them.
import * as z from 'zod';
import { type Contract, call, noErrors, stream } from '../contract/contract.ts';
import { problemSchema } from '../kernel/problem.ts';
import { settingsErrors } from './errors.ts';
import { settingsSchema } from './settings.ts';

export const settingsStateSchema = z.strictObject({
  settings: settingsSchema,
  /** Warnings about the file: what in it could not be used, and where a broken file was kept. */
  problems: z.array(problemSchema),
});
export type SettingsState = z.infer<typeof settingsStateSchema>;

/** Wider than the settings on purpose: a value outside its limits is answered as SETTINGS_INVALID with its reason. */
const patchSchema = z.strictObject({
  attemptDeadlineMs: z.number().optional(),
  receiverPort: z.number().optional(),
  vaultIdleLockMinutes: z.number().optional(),
  retentionDays: z.number().optional(),
  retentionGiB: z.number().optional(),
  theme: z.string().optional(),
  density: z.string().optional(),
});
export type SettingsPatch = z.infer<typeof patchSchema>;

export const settingsContract = {
  get: call({ input: z.strictObject({}), output: settingsStateSchema, error: noErrors }),
  /** All of the patch or nothing. */
  update: call({ input: patchSchema, output: settingsStateSchema, error: settingsErrors.schema }),
  /** The whole state, first at once and then after every change. */
  watch: stream({ input: z.strictObject({}), event: settingsStateSchema.extend({ seq: z.int() }) }),
} satisfies Contract;
