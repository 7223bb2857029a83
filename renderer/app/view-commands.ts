// Commands about what this window shows and how: dock, regions, theme, density, the vault's lock.
import { AppWindow, Lock, Monitor, Moon, PanelBottom, Rows2, Rows3, Rows4, SquareX, Sun } from 'lucide-react';
import type { Command } from './feature/commands.ts';
import { focusList, focusRegion, goRoundRegions, isFocusIn } from './feature/focus.ts';
import { readyValue } from './feature/loadable.ts';
import { formatLocation } from './feature/location.ts';
import { screens } from './features.ts';
import type { AppState } from './store.ts';
import { t } from './texts.ts';

type AppCommand = Command<AppState>;

export const viewCommands: readonly AppCommand[] = [
  {
    id: 'view.dock',
    title: () => t('command.dock'),
    section: 'view',
    icon: PanelBottom,
    keys: ['$mod+j'],
    run: ({ state }) => {
      if (isFocusIn('dock')) focusRegion('main');
      state.frame.dockToggled();
    },
  },
  {
    id: 'view.clearQuery',
    title: () => t('command.clearQuery'),
    section: 'view',
    icon: SquareX,
    when: ({ location }) => location.q !== '',
    run: ({ navigate }) => navigate({ q: '' }),
  },
  {
    id: 'view.nextRegion',
    title: () => t('command.nextRegion'),
    section: 'view',
    keys: ['F6'],
    run: () => goRoundRegions(1),
  },
  {
    id: 'view.previousRegion',
    title: () => t('command.previousRegion'),
    section: 'view',
    keys: ['Shift+F6'],
    run: () => goRoundRegions(-1),
  },
  {
    id: 'view.stepBack',
    title: () => t('command.stepBack'),
    section: 'view',
    keys: ['Escape'],
    run: (context) => {
      const screen = screens.find(({ id }) => id === context.location.screen);
      if (isFocusIn('detail') || isFocusIn('dock')) focusList();
      else screen?.stepBack?.(context);
    },
  },
  {
    id: 'view.window',
    title: () => t('command.window'),
    section: 'view',
    icon: AppWindow,
    when: ({ state }) => state.connection.status === 'open' && state.connection.windowAsked !== null,
    run: ({ state, location }) => state.connection.windowAsked?.(formatLocation(location)),
  },
  {
    id: 'view.nextTheme',
    title: () => t('command.theme'),
    section: 'view',
    icon: Sun,
    keys: ['$mod+Shift+l'],
    run: ({ state }) => {
      const theme = readyValue(state.settings.current)?.theme ?? 'system';
      const next = { system: 'light', light: 'dark', dark: 'system' } as const;
      state.settings.settingsChosen({ theme: next[theme] });
    },
  },
  ...(['system', 'light', 'dark'] as const).map(
    (theme): AppCommand => ({
      id: `view.theme.${theme}`,
      title: () =>
        t(({ system: 'command.themeSystem', light: 'command.themeLight', dark: 'command.themeDark' } as const)[theme]),
      section: 'view',
      icon: { system: Monitor, light: Sun, dark: Moon }[theme],
      when: ({ state }) => readyValue(state.settings.current)?.theme !== theme,
      run: ({ state }) => state.settings.settingsChosen({ theme }),
    }),
  ),
  ...(['compact', 'default', 'roomy'] as const).map(
    (density): AppCommand => ({
      id: `view.density.${density}`,
      title: () =>
        t(
          (
            {
              compact: 'command.densityCompact',
              default: 'command.densityDefault',
              roomy: 'command.densityRoomy',
            } as const
          )[density],
        ),
      section: 'view',
      icon: { compact: Rows4, default: Rows3, roomy: Rows2 }[density],
      when: ({ state }) => readyValue(state.settings.current)?.density !== density,
      run: ({ state }) => state.settings.settingsChosen({ density }),
    }),
  ),
  {
    id: 'vault.lock',
    title: () => t('command.lockVault'),
    section: 'view',
    icon: Lock,
    when: ({ state }) => readyValue(state.vault.status)?.unlocked === true,
    run: ({ state }) => state.vault.vaultLockAsked(),
  },
];
