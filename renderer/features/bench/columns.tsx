// The columns of the captures.

import type { Capture } from '../../../shared/bench/capture.ts';
import { findTrigger } from '../../../shared/catalog/trigger-events.ts';
import type { GridColumn } from '../../ui/grid/grid-model.ts';
import { MiddleTruncated } from '../../ui/middle-truncated.tsx';
import styles from './bench.module.css';
import { countBodyBytes } from './capture-text.ts';
import { formatBytes, formatClock } from './format.ts';
import { t } from './texts.ts';

export interface CaptureColumnsSource {
  readonly timeZone: string;
  /** As `AEDT`. */
  readonly zoneName: string;
  nameIntegration(id: string): string;
}

export function captureColumns(source: CaptureColumnsSource): readonly GridColumn<Capture>[] {
  const { timeZone, zoneName } = source;
  const integrationOf = ({ integration }: Capture) => (integration === null ? '' : source.nameIntegration(integration));
  return [
    {
      id: 'time',
      header: t('column.time', { zone: zoneName }),
      width: 112,
      render: (row) => <span className={styles.time}>{formatClock(row.receivedAt, timeZone)}</span>,
      text: (row) => row.receivedAt,
    },
    {
      id: 'method',
      header: t('column.method'),
      width: 64,
      render: ({ method }) => <span className={styles.method}>{method}</span>,
      text: ({ method }) => method,
    },
    {
      id: 'path',
      header: t('column.path'),
      width: 160,
      flex: 1.6,
      render: (row) => <MiddleTruncated text={pathOf(row)} isMono />,
      text: pathOf,
    },
    { id: 'integration', header: t('column.integration'), width: 124, flex: 1, ...plain(integrationOf) },
    {
      id: 'event',
      header: t('column.event'),
      width: 132,
      emphasis: 'supporting',
      ...plain(({ event }) => (event === null ? '' : (findTrigger(event)?.listLabel ?? event))),
    },
    {
      id: 'answered',
      header: t('column.answered'),
      width: 76,
      align: 'end',
      ...plain((row) => String(row.answeredStatus)),
    },
    {
      id: 'size',
      header: t('column.size'),
      width: 72,
      align: 'end',
      emphasis: 'supporting',
      ...plain((row) => formatBytes(countBodyBytes(row))),
    },
  ];
}

/** A path of nothing is the root that a server sees. */
function pathOf({ path }: Capture): string {
  return path === '' ? '/' : path;
}

function plain(text: (row: Capture) => string) {
  return { render: text, text };
}
