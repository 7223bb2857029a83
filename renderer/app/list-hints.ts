// The keys every grid acts on itself, so that the shortcut sheet can name them.
import type { Command } from './feature/commands.ts';
import type { AppState } from './store.ts';
import { t } from './texts.ts';

const hints = [
  ['hint.move', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
  ['hint.ends', '$mod+Home', '$mod+End'],
  ['hint.open', 'Enter'],
  ['hint.peek', ' '],
  ['hint.select', 'x', '$mod+ '],
  ['hint.extend', 'Shift+ArrowUp', 'Shift+ArrowDown'],
  ['hint.selectAll', '$mod+a'],
  ['hint.copy', '$mod+c'],
  ['hint.menu', 'Shift+F10'],
] as const;

export const listHints = hints.map(
  ([title, ...keys]): Command<AppState> => ({
    id: title,
    title: () => t(title),
    section: 'list',
    keys,
    isHint: true,
    run: () => {},
  }),
);
