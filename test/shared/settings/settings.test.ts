import { describe, expect, it } from 'vitest';
import {
  checkSettingsPatch,
  defaultSettings,
  readSettings,
  settingsSchema,
} from '../../../shared/settings/settings.ts';

describe('settings', () => {
  it('have defaults that obey their own limits', () => {
    expect(settingsSchema.parse(defaultSettings)).toEqual(defaultSettings);
  });

  it.each([
    ['attemptDeadlineMs', [100, 600_000], [99, 600_001, 1.5, '15000', null]],
    ['receiverPort', [0, 1, 65_535], [-1, 65_536, 80.5]],
    ['vaultIdleLockMinutes', [0, 1, 1440], [-1, 1441, Number.NaN]],
    ['retentionDays', [0, 1, 3650], [-1, 3651, 1.5]],
    ['retentionGiB', [0, 0.1, 1024], [-1, 0.05, 1025]],
    ['theme', ['system', 'light', 'dark'], ['Dark', '', 1]],
    ['density', ['compact', 'default', 'roomy'], ['cosy', true]],
  ])('take for %s what is within its limits, and nothing else', (name, good, bad) => {
    for (const value of good) expect(checkSettingsPatch({ [name]: value })).toEqual([]);
    for (const value of bad) {
      expect(checkSettingsPatch({ [name]: value })).toMatchObject([
        { code: 'SETTING_INVALID', severity: 'error', path: name },
      ]);
    }
  });

  it('know no others', () => {
    for (const name of ['themes', 'toString', '__proto__']) {
      const patch = JSON.parse(`{${JSON.stringify(name)}:1}`);
      expect(checkSettingsPatch(patch)).toMatchObject([{ code: 'SETTING_UNKNOWN', path: name }]);
    }
  });

  it('read from a file are the defaults where it says nothing or nonsense, with a warning for nonsense', () => {
    expect(readSettings({})).toEqual({ settings: defaultSettings, problems: [] });
    const { settings, problems } = readSettings({ theme: 'dark', receiverPort: 'any', windowState: { x: 1 } });
    expect(settings).toEqual({ ...defaultSettings, theme: 'dark' });
    expect(problems).toMatchObject([{ code: 'SETTING_INVALID', severity: 'warning', path: 'receiverPort' }]);
  });
});
