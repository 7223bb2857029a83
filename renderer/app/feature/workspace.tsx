// The usual shape of a screen: its list on one sheet, the detail pane on another, and the gutter between them as the splitter.
import type { ReactNode } from 'react';
import { Sheet } from '../../ui/sheet.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import type { FrameState } from './frame-state.ts';
import { useAppState } from './use-app.ts';
import { useIsWide } from './use-list.ts';
import styles from './workspace.module.css';

export interface WorkspaceProps {
  readonly children: ReactNode;
  /** Absent: the screen has none and the list takes the whole width. With nothing open, the pane says so. */
  readonly detail?: ReactNode;
  /** Name of the detail pane's landmark, as `CRM screen-pop`. */
  readonly detailName?: string;
  /** As `Width of the detail pane`. */
  readonly splitterName: string;
  /** Deliveries have a wider pane: 440 px under 1600. */
  readonly isWideDetail?: boolean;
}

export function Workspace({ children, detail, detailName, splitterName, isWideDetail = false }: WorkspaceProps) {
  const isWideWindow = useIsWide();
  // Each width of the window has its own size, and the pane begins anew with it.
  const pane = `${isWideDetail ? 'wide-detail' : 'detail'}${isWideWindow ? '-from-1600' : ''}`;
  const kept = useAppState((state: FrameState) => state.frame.paneSizes[pane]);
  const paneResized = useAppState((state: FrameState) => state.frame.paneResized);
  const list = <Sheet>{children}</Sheet>;
  if (detail === undefined) return list;
  return (
    <SplitPane
      key={pane}
      first={list}
      second={
        <aside className={styles.detail} aria-label={detailName} data-region="detail">
          <Sheet>{detail}</Sheet>
        </aside>
      }
      splitterName={splitterName}
      firstMinSize={480}
      secondMinSize={320}
      secondSize={kept ?? usualWidth(isWideWindow, isWideDetail)}
      onSecondSizeChange={(sizePx) => paneResized(pane, sizePx)}
    />
  );
}

function usualWidth(isWideWindow: boolean, isWideDetail: boolean): number {
  if (isWideWindow) return 560;
  return isWideDetail ? 440 : 388;
}
