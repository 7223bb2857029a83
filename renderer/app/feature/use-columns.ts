// The columns a list shows now: what was chosen a moment ago, else what the address says, else what this window remembers of the
// screen, else the usual ones. The address follows, so that a link and a saved view hold the columns too.
import { useCallback, useEffect, useMemo } from 'react';
import { type ListColumn, readColumns, resizeColumn, type ShownColumn } from './columns.ts';
import type { FrameState } from './frame-state.ts';
import { navigate, useAppLocation, useAppState, useFollowingAddress } from './use-app.ts';

export interface ColumnsSource<Column extends ListColumn> {
  /** Every column there is, in the order they have by themselves. Must keep its identity between renders, like `usual`. */
  readonly all: readonly Column[];
  /** The ids of those that are shown when nobody has chosen. */
  readonly usual: readonly string[];
}

export interface ChosenColumns<Column extends ListColumn> {
  readonly all: readonly Column[];
  readonly shown: readonly ShownColumn[];
  /** Those shown, in order. */
  readonly columns: readonly Column[];
  /** Pixels by id, of those that were given a width. */
  readonly widths: Readonly<Record<string, number>>;
  readonly isUsual: boolean;
  choose(shown: readonly ShownColumn[]): void;
  chooseUsual(): void;
  /** undefined: the width it has by itself. */
  resize(id: string, widthPx: number | undefined): void;
}

export function useColumns<Column extends ListColumn>({ all, usual }: ColumnsSource<Column>): ChosenColumns<Column> {
  const { screen, cols } = useAppLocation();
  const pending = useAppState(({ frame }: FrameState) => frame.pendingColumns);
  const remembered = useAppState(({ frame }: FrameState) => frame.columns[screen]);
  const columnsChosen = useAppState(({ frame }: FrameState) => frame.columnsChosen);
  const chosen = pending ?? cols ?? remembered;
  const shown = useMemo(() => readColumns(chosen ?? usual, all), [chosen, usual, all]);
  const ids = shown.map(({ id }) => id).join(' ');
  const columns = useMemo(
    () => ids.split(' ').flatMap((id) => all.find((column) => column.id === id) ?? []),
    [ids, all],
  );
  const widths = useMemo(
    () => Object.fromEntries(shown.flatMap(({ id, widthPx }) => (widthPx === undefined ? [] : [[id, widthPx]]))),
    [shown],
  );
  const choose = useCallback((next: readonly ShownColumn[]) => columnsChosen(screen, next), [columnsChosen, screen]);
  const chooseUsual = useCallback(() => {
    columnsChosen(screen, null);
    navigate({ cols: null }, 'replace');
  }, [columnsChosen, screen]);
  const resize = useCallback(
    (id: string, widthPx: number | undefined) => choose(resizeColumn(shown, { id, widthPx })),
    [choose, shown],
  );
  return { all, shown, columns, widths, isUsual: chosen === undefined, choose, chooseUsual, resize };
}

/** Once for each screen that has a choice of columns: lets the address follow it. */
export function useFollowingColumns(): void {
  const pending = useAppState(({ frame }: FrameState) => frame.pendingColumns);
  const columnsWritten = useAppState(({ frame }: FrameState) => frame.columnsWritten);
  useFollowingAddress(pending === null ? null : { cols: pending }, 'replace', columnsWritten);
  // Another screen begins with what the address and its own memory say.
  useEffect(() => columnsWritten, [columnsWritten]);
}
