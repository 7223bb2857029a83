import { expect, test } from 'vitest';
import { readDataFolder } from '../../../electron/hosts/desktop/launch-options.ts';

const linux = { environment: {}, platform: 'linux', home: '/home/dana' } as const;

test('without an option the folder is the one every host uses', () => {
  expect(readDataFolder([], linux)).toBe('/home/dana/.local/share/switchhook');
  expect(readDataFolder([], { ...linux, environment: { SWITCHHOOK_DATA_DIR: '/srv/hooks' } })).toBe('/srv/hooks');
});

test("the option is found among Chromium's switches and the path of the application", () => {
  const given = ['out/main/main.js', '--no-sandbox', '--data-dir', '/srv/a', '--ozone-platform=wayland', '-psn_0_1'];
  expect(readDataFolder(given, linux)).toBe('/srv/a');
  expect(readDataFolder(['--data-dir=/srv/b', '--inspect'], linux)).toBe('/srv/b');
});

test('an option that names no folder is not guessed at', () => {
  expect(readDataFolder(['--data-dir', ''], linux)).toBeNull();
  expect(readDataFolder(['--data-dir='], linux)).toBeNull();
  expect(readDataFolder(['--data-dir'], linux)).toBeNull();
});
