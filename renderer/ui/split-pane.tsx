// Two panes with the gutter between them as the splitter. The second keeps its pixels when the window changes; arrows move the
// splitter too.

import { type ReactNode, useRef } from 'react';
import { Group, type Layout, Panel, Separator } from 'react-resizable-panels';
import styles from './split-pane.module.css';

export interface SplitPaneProps {
  readonly first: ReactNode;
  readonly second: ReactNode;
  /** Names the splitter, as `Width of the detail pane`. */
  readonly splitterName: string;
  /** `row`: side by side. `column`: one above the other. */
  readonly direction?: 'row' | 'column' | undefined;
  /** Pixels, or a share as `45%`. */
  readonly secondSize: number | string;
  readonly secondMinSize?: number | undefined;
  readonly firstMinSize?: number | undefined;
  /** The size the user has put it to, in pixels; called when the splitter is let go. */
  readonly onSecondSizeChange?: ((sizePx: number) => void) | undefined;
  /** A hairline inside one sheet instead of the gutter between two. */
  readonly isHairline?: boolean | undefined;
}

const firstId = 'first';
const secondId = 'second';

export function SplitPane(props: SplitPaneProps) {
  const { direction = 'row', firstMinSize = 320, secondMinSize = 280, isHairline = false } = props;
  const orientation = direction === 'row' ? 'horizontal' : 'vertical';
  const group = useRef<HTMLDivElement>(null);
  const report = (layout: Layout) => {
    const share = layout[secondId];
    if (share === undefined || group.current === null) return;
    const total = direction === 'row' ? group.current.clientWidth : group.current.clientHeight;
    props.onSecondSizeChange?.(Math.round((share / 100) * total));
  };
  return (
    <Group
      className={styles.group}
      elementRef={group}
      orientation={orientation}
      disableCursor
      onLayoutChanged={(layout, { isUserInteraction }) => isUserInteraction && report(layout)}
    >
      <Panel id={firstId} className={styles.panel} minSize={firstMinSize}>
        {props.first}
      </Panel>
      <Separator className={isHairline ? styles.hairline : styles.gutter} aria-label={props.splitterName} />
      <Panel
        id={secondId}
        className={styles.panel}
        defaultSize={props.secondSize}
        minSize={secondMinSize}
        groupResizeBehavior={typeof props.secondSize === 'number' ? 'preserve-pixel-size' : 'preserve-relative-size'}
      >
        {props.second}
      </Panel>
    </Group>
  );
}
