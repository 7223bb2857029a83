// Everything a person can do, as data: the one source of menus, palette, shortcut sheet and keys.
// A command says when it holds and what it does; it never draws.
import type { LucideIcon } from 'lucide-react';
import type { AppLocation, LocationChange } from './location.ts';

export type CommandSection = 'selection' | 'go' | 'view' | 'list' | 'edit' | 'help';
export const commandSections: readonly CommandSection[] = ['selection', 'edit', 'go', 'view', 'list', 'help'];

/** What a command acts on and through. */
export interface CommandContext<State> {
  readonly state: State;
  readonly location: AppLocation;
  navigate(change: LocationChange, mode?: 'push' | 'replace'): void;
}

export interface Command<State> {
  /** `screen.act`, as `integrations.enable`. */
  readonly id: string;
  title(): string;
  readonly section: CommandSection;
  readonly icon?: LucideIcon;
  /** In tinykeys' spelling, as `$mod+k`, `Shift+?`, `e`. A single letter acts only while a grid or nothing editable has the focus. */
  readonly keys?: readonly string[];
  /** Where the keys hold and the palette offers it; without one, everywhere. */
  readonly screen?: string;
  /** Of a screen that shows one thing or another, as a list or an editor: parts are never there together, so they may share keys. */
  readonly part?: string;
  /** Shown by the shortcut sheet only: the grid, the query bar or the editor act on these keys themselves. */
  readonly isHint?: boolean;
  /** Whether it can be done now. A command that cannot is not offered, and its keys do nothing. */
  when?(context: CommandContext<State>): boolean;
  run(context: CommandContext<State>): void;
}

export interface KeyConflict {
  readonly keys: string;
  readonly ids: readonly [string, string];
}

/** Two commands that could both answer the same key press. */
export function findKeyConflicts<State>(commands: readonly Command<State>[]): KeyConflict[] {
  const bound = commands.flatMap((command) =>
    (command.keys ?? []).map((keys) => ({ command, keys, press: normalizeKeys(keys) })),
  );
  return bound.flatMap(({ command, keys, press }, index) =>
    bound.slice(index + 1).flatMap((other): KeyConflict[] => {
      const isSame = press === other.press;
      return canMeet(command, other.command) && isSame && command !== other.command
        ? [{ keys, ids: [command.id, other.command.id] }]
        : [];
    }),
  );
}

function canMeet<State>(one: Command<State>, other: Command<State>): boolean {
  if (one.screen === undefined || other.screen === undefined) return true;
  if (one.screen !== other.screen) return false;
  return one.part === undefined || other.part === undefined || one.part === other.part;
}

/** Order of modifiers and case make no difference to a press; a modifier that may be held or not counts as not held. */
function normalizeKeys(keys: string): string {
  const parts = keys
    .toLowerCase()
    .replaceAll(/\[[^\]]*\]\+/g, '')
    .split('+');
  const key = keys.endsWith('++') ? '+' : (parts.at(-1) ?? '');
  return [
    ...parts
      .slice(0, -1)
      .filter((part) => part !== '')
      .sort(),
    key,
  ].join('+');
}

/** Whether the press is a letter or sign alone, which typing must never set off. */
export function isSingleKey(keys: string): boolean {
  const parts = keys.split('+');
  const [key = ''] = parts.slice(-1);
  return key.length <= 1 && parts.slice(0, -1).every((part) => part === 'Shift' || part === '[Shift]');
}

/** Whether it is offered now: its screen is open and its condition holds. */
export function isAvailable<State>(command: Command<State>, context: CommandContext<State>): boolean {
  if (command.screen !== undefined && command.screen !== context.location.screen) return false;
  return command.when?.(context) ?? true;
}

const keyNames: Readonly<Record<string, string>> = {
  $mod: 'Ctrl',
  Escape: 'Esc',
  ' ': 'Space',
  Delete: 'Del',
};

/** As key caps: `$mod+Shift+l` is `['Ctrl', 'Shift', 'L']`. Arrows and Enter keep their names, which a cap draws. */
export function nameKeys(keys: string, isMac = false): readonly string[] {
  return keys.split('+').flatMap((part) => {
    // A modifier that may be held or not, as `[Shift]`, is none to show.
    if (part.startsWith('[')) return [];
    if (part === '$mod' && isMac) return ['Cmd'];
    const named = keyNames[part] ?? part.replace(/^(?:Key|Digit)/, '');
    return named.length === 1 ? [named.toUpperCase()] : [named];
  });
}
