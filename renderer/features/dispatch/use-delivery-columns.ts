// The columns of the log as they stand now; the log and the button over it ask for the same.
import { useMemo } from 'react';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { type ChosenColumns, useColumns } from '../../app/feature/use-columns.ts';
import { useIsWide, useNow } from '../../app/feature/use-list.ts';
import { deliveryColumns, usualColumns } from './columns.tsx';

export function useDeliveryColumns(): ChosenColumns<ReturnType<typeof deliveryColumns>[number]> {
  const isWide = useIsWide();
  const nowMs = useNow();
  const all = useMemo(() => deliveryColumns({ isWide, nowMs, timeZone: defaultTimeZone }), [isWide, nowMs]);
  const usual = useMemo(() => usualColumns(isWide), [isWide]);
  return useColumns({ all, usual });
}
