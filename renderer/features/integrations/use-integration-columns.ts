// The columns of the list as they stand now; the list and the button over it ask for the same.
import { useMemo } from 'react';
import { type ChosenColumns, useColumns } from '../../app/feature/use-columns.ts';
import { useIsWide, useNow } from '../../app/feature/use-list.ts';
import { integrationColumns, separatePlaces, usualColumns } from './columns.tsx';

type Column = ReturnType<typeof integrationColumns>[number];

export function useIntegrationColumns(): ChosenColumns<Column> {
  const isWide = useIsWide();
  const nowMs = useNow();
  const all = useMemo(() => integrationColumns(nowMs), [nowMs]);
  const usual = useMemo(() => usualColumns(isWide), [isWide]);
  const chosen = useColumns({ all, usual });
  const { columns } = chosen;
  const separated = useMemo(
    () => columns.some(({ id }) => id === 'pbx') && { all: separatePlaces(all), columns: separatePlaces(columns) },
    [all, columns],
  );
  return separated === false ? chosen : { ...chosen, ...separated };
}
