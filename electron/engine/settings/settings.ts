// The settings of a data folder, in `config.json`, read and written by conf (electron-store's own base and format).
// Members of the file it does not know are kept. A broken file is set aside, never overwritten.
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import type { HandlersOf } from '../../../shared/contract/serve.ts';
import type { Problem } from '../../../shared/kernel/problem.ts';
import type { SettingsPatch, SettingsState, settingsContract } from '../../../shared/settings/contract.ts';
import { settingsErrors } from '../../../shared/settings/errors.ts';
import { checkSettingsPatch, readSettings, type Settings } from '../../../shared/settings/settings.ts';
import { translateFileFailure } from '../database/file-failure.ts';
import type { Clock } from '../ports.ts';

export interface SettingsStore {
  readonly handlers: HandlersOf<{ settings: typeof settingsContract }>['settings'];
  current(): Settings;
  /** Calls `listener` after every change; returns the act of ending that. */
  onChange(listener: (settings: Settings) => void): () => void;
}

export interface SettingsOptions {
  /** The data folder. It exists. */
  readonly folder: string;
  readonly clock: Pick<Clock, 'now'>;
}

type Stored = Record<string, unknown>;

/** Throws Failure: STORAGE_READ_ONLY when a broken file cannot be set aside, or none can be read. */
export function openSettings({ folder, clock }: SettingsOptions): SettingsStore {
  const fileProblems = setBrokenAside(folder, clock);
  // Neither defaults nor schema: conf would write them into the file, and one bad member would make it refuse all of it.
  const conf = new Conf<Stored>({
    cwd: folder,
    configName: 'config',
    accessPropertiesByDotNotation: false,
    configFileMode: 0o600,
  });
  const listeners = new Set<(state: SettingsState) => void>();
  const read = (): SettingsState => {
    const { settings, problems } = readSettings(conf.store);
    return { settings, problems: [...fileProblems, ...problems] };
  };
  let state = read();

  const update = (input: SettingsPatch): SettingsState => {
    // A member that crossed as undefined was not given.
    const patch = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const problems = checkSettingsPatch(patch);
    if (problems.length > 0) throw settingsErrors.fail('SETTINGS_INVALID', { problems });
    fileProblems.push(...setBrokenAside(folder, clock));
    try {
      conf.set(patch);
    } catch (cause) {
      throw translateFileFailure(cause, folder);
    }
    state = read();
    for (const listener of listeners) listener(state);
    return state;
  };
  const listen = (listener: (state: SettingsState) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  return {
    handlers: {
      get: () => state,
      update,
      watch: (_input, emit) => {
        let seq = 0;
        const send = (next: SettingsState) => emit({ ...next, seq: seq++ });
        send(state);
        return listen(send);
      },
    },
    current: () => state.settings,
    onChange: (listener) => listen((next) => listener(next.settings)),
  };
}

function setBrokenAside(folder: string, clock: Pick<Clock, 'now'>): Problem[] {
  const path = join(folder, 'config.json');
  try {
    if (isWhole(readFileSync(path, 'utf8'))) return [];
    const aside = `config.broken-${new Date(clock.now()).toISOString().replace(/[:.]/g, '-')}.json`;
    renameSync(path, join(folder, aside));
    const message = `The settings file was damaged, so the defaults are used. It was kept as ${aside}: copy from it what you need.`;
    return [{ code: 'SETTINGS_FILE_BROKEN', severity: 'warning', path: 'config.json', message }];
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ENOENT') return [];
    throw translateFileFailure(cause, folder);
  }
}

function isWhole(text: string): boolean {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null && !Array.isArray(content);
  } catch {
    return false;
  }
}
