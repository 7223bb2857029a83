import { expect, test } from 'vitest';
import { chooseDataFolder, type Surroundings } from '../../../electron/hosts/machine/data-folder.ts';

const linux = (environment: Surroundings['environment'] = {}): Surroundings => ({
  environment,
  platform: 'linux',
  home: '/home/pat',
});

test('the option wins over the environment, and both over the usual place', () => {
  expect(chooseDataFolder('/tmp/a', linux({ SWITCHHOOK_DATA_DIR: '/tmp/b' }))).toBe('/tmp/a');
  expect(chooseDataFolder(undefined, linux({ SWITCHHOOK_DATA_DIR: '/tmp/b' }))).toBe('/tmp/b');
  expect(chooseDataFolder(undefined, linux())).toBe('/home/pat/.local/share/switchhook');
});

test('a relative folder is meant from where one stands', () => {
  expect(chooseDataFolder('data', linux())).toBe(`${process.cwd()}/data`);
});

test('each system has its usual place', () => {
  expect(chooseDataFolder(undefined, linux({ XDG_DATA_HOME: '/data' }))).toBe('/data/switchhook');
  expect(chooseDataFolder(undefined, linux({ XDG_DATA_HOME: 'relative' }))).toBe('/home/pat/.local/share/switchhook');
  expect(chooseDataFolder(undefined, { environment: {}, platform: 'darwin', home: '/Users/pat' })).toBe(
    '/Users/pat/Library/Application Support/Switchhook',
  );
  const windows = chooseDataFolder(undefined, {
    environment: { APPDATA: '/roaming' },
    platform: 'win32',
    home: '/pat',
  });
  expect(windows).toBe('/roaming/Switchhook');
});
