// The columns of the tree as they stand now; the tree and the button over it ask for the same.
import { useMemo } from 'react';
import { type ChosenColumns, useColumns } from '../../app/feature/use-columns.ts';
import { useNow } from '../../app/feature/use-list.ts';
import { accountColumns, usualColumns } from './columns.tsx';

export function useAccountColumns(): ChosenColumns<ReturnType<typeof accountColumns>[number]> {
  const nowMs = useNow();
  const all = useMemo(() => accountColumns(nowMs), [nowMs]);
  return useColumns({ all, usual: usualColumns });
}
