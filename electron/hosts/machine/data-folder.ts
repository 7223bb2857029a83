// Which data folder a host works on: the one it was told, else the environment's, else the system's usual place. Every host looks in
// the same places, so that they meet in the same folder. Pure but for what it is given.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

export const ownSurroundings = (): Surroundings => ({
  environment: process.env,
  platform: process.platform,
  home: homedir(),
});

/** Absolute. `option` is not empty: that would mean the folder one stands in. */
export function chooseDataFolder(option: string | undefined, surroundings: Surroundings): string {
  const named = option ?? surroundings.environment.SWITCHHOOK_DATA_DIR;
  return named === undefined || named === '' ? usualDataFolder(surroundings) : resolve(named);
}

function usualDataFolder({ environment, platform, home }: Surroundings): string {
  switch (platform) {
    case 'win32':
      return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Switchhook');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Switchhook');
    default:
      return join(xdgDataHome(environment.XDG_DATA_HOME) ?? join(home, '.local', 'share'), 'switchhook');
  }
}

/** The XDG rules: a relative path is to be ignored. */
function xdgDataHome(found: string | undefined): string | undefined {
  return found?.startsWith('/') ? found : undefined;
}
