// What a person can set, its limits and its defaults. Settings hold no secret.
import * as z from 'zod';
import type { Problem } from '../kernel/problem.ts';

export const settingsSchema = z.strictObject({
  /** How long one attempt may take, start to end. */
  attemptDeadlineMs: z.int().min(100).max(600_000),
  /** 0: any free port. */
  receiverPort: z.int().min(0).max(65_535),
  /** 0: never. */
  vaultIdleLockMinutes: z.int().min(0).max(1_440),
  /** After so many days a delivery that has ended leaves the log; 0: never. */
  retentionDays: z.int().min(0).max(3_650),
  /** The oldest ended deliveries leave when the database holds more than so many GiB; 0: however much. */
  retentionGiB: z.union([z.literal(0), z.number().min(0.1).max(1_024)]),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'default', 'roomy']),
});
export type Settings = z.infer<typeof settingsSchema>;
export type SettingName = keyof Settings;

export const defaultSettings: Settings = {
  attemptDeadlineMs: 15_000,
  receiverPort: 0,
  vaultIdleLockMinutes: 15,
  retentionDays: 30,
  retentionGiB: 2,
  theme: 'system',
  density: 'default',
};

const rules: Readonly<Record<SettingName, string>> = {
  attemptDeadlineMs: 'The deadline of an attempt is a whole number of milliseconds from 100 to 600000.',
  receiverPort: "The receiver's port is a whole number from 1 to 65535, or 0 for any free one.",
  vaultIdleLockMinutes: 'The vault locks itself after 1 to 1440 whole minutes, or never with 0.',
  retentionDays: 'Ended deliveries are kept for 1 to 3650 whole days, or for ever with 0.',
  retentionGiB: 'The database holds at most 0.1 to 1024 GiB, or however much with 0.',
  theme: 'The theme is system, light or dark.',
  density: 'The density is compact, default or roomy.',
};
const settingNames = Object.keys(rules) as SettingName[];

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(rules, name);
}

const breaks = (name: SettingName, value: unknown): boolean => !settingsSchema.shape[name].safeParse(value).success;

/** What keeps a patch from being applied: unknown names, and values outside their limits. */
export function checkSettingsPatch(patch: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(patch).flatMap(([name, value]): Problem[] => {
    if (!isSettingName(name)) {
      const message = `There is no such setting. There are ${settingNames.join(', ')}.`;
      return [{ code: 'SETTING_UNKNOWN', severity: 'error', path: name, message }];
    }
    return breaks(name, value)
      ? [{ code: 'SETTING_INVALID', severity: 'error', path: name, message: rules[name] }]
      : [];
  });
}

/** Reads what a file holds: a missing setting has its default, a bad one too, with a warning. Members it does not know are left out. */
export function readSettings(stored: Readonly<Record<string, unknown>>): { settings: Settings; problems: Problem[] } {
  const problems: Problem[] = [];
  const read = settingNames.map((name) => {
    if (!Object.hasOwn(stored, name)) return [name, defaultSettings[name]];
    if (!breaks(name, stored[name])) return [name, stored[name]];
    const message = `${rules[name]} The file says something else; ${JSON.stringify(defaultSettings[name])} is used.`;
    problems.push({ code: 'SETTING_INVALID', severity: 'warning', path: name, message });
    return [name, defaultSettings[name]];
  });
  return { settings: Object.fromEntries(read) as Settings, problems };
}
