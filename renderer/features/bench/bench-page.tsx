// The Test bench: the receiver with its answers, and what came to it.
import { FlaskConical } from 'lucide-react';
import { useCallback, useEffect, useMemo } from 'react';
import type { Capture, ReceiverStatus } from '../../../shared/bench/capture.ts';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { focusRegion } from '../../app/feature/focus.ts';
import { formatNumber, formatZone } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { readyValue } from '../../app/feature/loadable.ts';
import { useAppLocation, useAppState, useFollowingAddress } from '../../app/feature/use-app.ts';
import { useDensity } from '../../app/feature/use-density.ts';
import { Workspace } from '../../app/feature/workspace.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { DataGrid } from '../../ui/grid/data-grid.tsx';
import type { GridTexts } from '../../ui/grid/grid-model.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { AnswerList } from './answer-list.tsx';
import { CapturePane } from './capture-pane.tsx';
import { captureColumns } from './columns.tsx';
import { ReceiverBar } from './receiver-bar.tsx';
import type { BenchState } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & BenchState;

export function BenchPage() {
  const { receiver, captures, benchOpened } = useAppState((state: State) => state.bench);
  useEffect(() => benchOpened(), [benchOpened]);
  const nameIntegration = useIntegrationNames();
  const openedId = useOpenedId();
  const opened = captures.find(({ id }) => id === openedId) ?? null;
  if (receiver.status === 'failed') {
    return (
      <Sheet>
        <ErrorPanel title={t('receiver.failed')}>{receiver.error.message}</ErrorPanel>
      </Sheet>
    );
  }
  const status = readyValue(receiver);
  if (status === null) return <Sheet>{null}</Sheet>;
  return (
    <Workspace
      splitterName={t('splitter')}
      detailName={t('capture.pane')}
      detail={
        <CapturePane
          key={opened?.id ?? ''}
          capture={opened}
          timeZone={defaultTimeZone}
          nameIntegration={nameIntegration}
        />
      }
    >
      <ReceiverBar receiver={status} />
      <AnswerList answers={status.answers} />
      <CaptureList status={status} openedId={openedId} nameIntegration={nameIntegration} />
    </Workspace>
  );
}

/** The address names the open capture, a moment after the person went to it. */
function useOpenedId(): string | null {
  const { sel } = useAppLocation();
  const { openedId } = useAppState((state: State) => state.benchView);
  const captureActivated = useAppState((state: State) => state.benchView.captureActivated);
  const written = useCallback(() => captureActivated(null), [captureActivated]);
  useFollowingAddress(openedId === null ? null : { sel: openedId }, 'replace', written);
  return openedId ?? sel;
}

/** Names of those integrations that captures name, as far as they are known. */
function useIntegrationNames(): (id: string) => string {
  const names = useAppState((state: State) => state.bench.integrationNames);
  return useCallback((id: string) => names.get(id) ?? id, [names]);
}

const gridTexts: GridTexts = {
  selectAll: t('captures.selectAll'),
  selectRow: (row) => t('captures.select', { row }),
  resizeHint: t('captures.resize'),
  loadingRow: t('captures.loading'),
};

interface CaptureListProps {
  readonly status: ReceiverStatus;
  readonly openedId: string | null;
  readonly nameIntegration: (id: string) => string;
}

function CaptureList({ status, openedId, nameIntegration }: CaptureListProps) {
  const { captures, olderCapturesNeeded } = useAppState((state: State) => state.bench);
  const density = useDensity();
  const captureActivated = useAppState((state: State) => state.benchView.captureActivated);
  const zoneName = formatZone(Date.now(), defaultTimeZone).split(' ')[0] ?? '';
  const columns = useMemo(
    () => captureColumns({ timeZone: defaultTimeZone, zoneName, nameIntegration }),
    [zoneName, nameIntegration],
  );
  const needOlder = useCallback(
    (_start: number, end: number) => {
      if (end >= captures.length && captures.length < status.captureCount) olderCapturesNeeded();
    },
    [captures.length, status.captureCount, olderCapturesNeeded],
  );
  return (
    <DataGrid
      label={t('captures.name', { count: formatNumber(captures.length) })}
      texts={gridTexts}
      columns={columns}
      rowCount={captures.length}
      getRow={(index) => captures[index]}
      rowKey={keyOf}
      rowLabel={labelOf}
      density={density}
      activeIndex={captures.findIndex(({ id }) => id === openedId)}
      onActiveIndexChange={(index) => captureActivated(captures[index]?.id ?? null)}
      onOpen={() => focusRegion('detail')}
      onVisibleRange={needOlder}
      emptyState={
        captures.length === 0 ? (
          <EmptyState icon={FlaskConical} title={t('empty.title')}>
            {t(status.isRunning ? 'empty.on' : 'empty.off')}
          </EmptyState>
        ) : undefined
      }
    />
  );
}

const keyOf = ({ id }: Capture) => id;
const labelOf = ({ seq }: Capture) => t('captures.row', { number: String(seq) });
