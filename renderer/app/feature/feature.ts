// How a screen plugs into the frame: as data. The frame draws the rail, the query bar, the status bar and the dock from it.
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Subject } from '../../../shared/query/subjects.ts';
import type { Command, CommandContext } from './commands.ts';
import type { FrameState } from './frame-state.ts';
import type { AppLocation } from './location.ts';

/** What the query bar and the status bar say about the list on screen. */
export interface Listing {
  /** null while it is not known. */
  readonly matching: number | null;
  readonly total: number | null;
  readonly selected: number;
}

export interface Screen<State extends FrameState = FrameState> {
  /** The first part of the address. */
  readonly id: string;
  title(): string;
  readonly icon: LucideIcon;
  /** Settings stands at the bottom of the rail. */
  readonly place: 'top' | 'bottom';
  /** In tinykeys' spelling, as `$mod+2`. */
  readonly keys: string;
  /** What its query is about; without one the screen has no query bar. */
  readonly subject?: Subject;
  placeholder?(state: State): string;
  selectListing?(state: State): Listing;
  /** In the status bar beside what is shown: how the screen goes on by itself. */
  readonly Status?: ComponentType;
  /** The zone that the screen's times are shown in; null: the reseller's. */
  selectTimeZone?(state: State, location: AppLocation): string | null;
  /** Escape in the list: one level back, as the selection cleared. Never discards a draft. */
  stepBack?(context: CommandContext<State>): void;
  readonly Page: ComponentType;
}

export interface DockTab<State extends FrameState = FrameState> {
  readonly id: string;
  title(): string;
  /** Shown beside the title; null: nothing to count. */
  selectCount?(state: State): number | null;
  /** Whether what is counted needs a person. */
  readonly countTone?: 'neutral' | 'warn';
  readonly Panel: ComponentType;
}

/** In the status bar, whatever screen is open: what goes on, and what needs a person. */
export type StatusItem = ComponentType;

export interface Feature<State extends FrameState = FrameState> {
  readonly screen: Screen<State>;
  readonly commands: readonly Command<State>[];
  readonly dockTabs?: readonly DockTab<State>[];
  readonly StatusItem?: StatusItem;
}
