// Two texts as one, with what went and what came: a sign, a colour, and a word for those who see neither.
import { joinClasses } from '../../ui/join-classes.ts';
import { TextFrame } from '../../ui/text-frame.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { t } from '../texts.ts';
import type { DiffLine } from './diff-lines.ts';
import styles from './diff-view.module.css';
import { markChanges } from './mark-changes.ts';

export interface DiffViewProps {
  readonly label: string;
  readonly lines: readonly DiffLine[];
  readonly surface?: 'inset' | 'outlined';
  /** As high as its text, where what is around it scrolls. */
  readonly isWhole?: boolean;
  readonly className?: string | undefined;
}

export function DiffView({ label, lines, surface = 'inset', isWhole = false, className }: DiffViewProps) {
  const marks = markChanges(lines);
  return (
    <TextFrame label={label} surface={surface} className={joinClasses(styles.diff, isWhole && styles.whole, className)}>
      {lines.map(({ kind, text }, index) => {
        const { from, to } = marks.get(index) ?? { from: 0, to: 0 };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines never move
          <div key={index} className={joinClasses(styles.line, kind !== 'same' && styles[kind])}>
            <span aria-hidden>{signs[kind]}</span>
            <span>
              {kind !== 'same' && <VisuallyHidden>{t(`diff.${kind}`)} </VisuallyHidden>}
              {text.slice(0, from)}
              {from < to && <span className={styles.changed}>{text.slice(from, to)}</span>}
              {text.slice(to)}
            </span>
          </div>
        );
      })}
    </TextFrame>
  );
}

const signs = { same: '', removed: '\u2212', added: '+' } as const;
