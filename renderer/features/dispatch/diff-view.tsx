// Two texts as one, with what went and what came: a sign, a colour, and a word for those who see neither.
import { joinClasses } from '../../ui/join-classes.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import type { DiffLine } from './diff-lines.ts';
import styles from './diff-view.module.css';
import { t } from './texts.ts';

export interface DiffViewProps {
  readonly label: string;
  readonly lines: readonly DiffLine[];
  /** As high as its text, where what is around it scrolls. */
  readonly isWhole?: boolean;
}

export function DiffView({ label, lines, isWhole = false }: DiffViewProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={joinClasses(styles.diff, isWhole && styles.whole)} aria-label={label} tabIndex={0}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines never move
        <Line key={index} line={line} />
      ))}
    </section>
  );
}

const signs = { same: '', removed: '\u2212', added: '+' } as const;

function Line({ line: { kind, text } }: { readonly line: DiffLine }) {
  return (
    <div className={joinClasses(styles.line, kind !== 'same' && styles[kind])}>
      <span aria-hidden>{signs[kind]}</span>
      <span>
        {kind !== 'same' && <VisuallyHidden>{t(`diff.${kind}`)} </VisuallyHidden>}
        {text}
      </span>
    </div>
  );
}
