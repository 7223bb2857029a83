// What happened one after the other, newest first: the attempts of a delivery. A line joins the marks; one entry may be chosen.

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import styles from './timeline-list.module.css';
import type { Tone } from './tone.ts';

export interface TimelineItem {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
  /** `3`, `Next`. */
  readonly title: string;
  /** `Replay`, `Automatic`. */
  readonly kind?: string | undefined;
  /** Without one it has no result and no duration either, and the title takes the line. */
  readonly time?: string | undefined;
  /** In the tone of the entry: `502`, `in 1 m 42 s`. */
  readonly result?: ReactNode;
  readonly duration?: string | undefined;
  readonly note?: string | undefined;
}

export interface TimelineListProps {
  readonly label: string;
  readonly items: readonly TimelineItem[];
  readonly chosenId?: string | undefined;
  /** Left out, the entries are only to be read. */
  readonly onChoose?: ((id: string) => void) | undefined;
}

export function TimelineList({ label, items, chosenId, onChoose }: TimelineListProps) {
  return (
    <ol aria-label={label} className={styles.list}>
      {items.map((item) => (
        <li key={item.id} className={styles.item}>
          {onChoose === undefined ? (
            <div className={styles.entry}>
              <Entry item={item} />
            </div>
          ) : (
            <button
              type="button"
              className={styles.entry}
              aria-pressed={item.id === chosenId}
              onClick={() => onChoose(item.id)}
            >
              <Entry item={item} />
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

function Entry({ item }: { readonly item: TimelineItem }) {
  return (
    <>
      <span className={styles.node}>
        <Icon icon={item.icon} size="sm" tone={item.tone} />
      </span>
      <span className={styles.title} data-alone={item.time === undefined}>
        <span className={styles.name}>{item.title}</span> {item.kind}
      </span>
      {item.time !== undefined && (
        <>
          <span className={styles.time}>{item.time}</span>
          <span className={styles.result} data-tone={item.tone}>
            {item.result}
          </span>
          <span className={styles.duration}>{item.duration}</span>
        </>
      )}
      {item.note !== undefined && <span className={styles.note}>{item.note}</span>}
    </>
  );
}
