// The drawn side of the query bar: the same text in the same place as the field over it, whose own glyphs are transparent.
// Only backgrounds and colours are added; whatever changed the width of a glyph would move the text off its caret.
import { memo, type Ref } from 'react';
import type { QueryProblem } from '../../../shared/query/errors.ts';
import { joinClasses } from '../../ui/join-classes.ts';
import styles from './query-bar.module.css';
import { cutQuery, type Segment, type SegmentPart } from './segments.ts';

export interface QueryPaintProps {
  readonly text: string;
  readonly problems: readonly QueryProblem[];
  readonly ref: Ref<HTMLDivElement>;
}

export const QueryPaint = memo(function QueryPaint({ text, problems, ref }: QueryPaintProps) {
  return (
    <div ref={ref} className={styles.paint} aria-hidden>
      {cutQuery(text, problems).map((segment) => (
        <Drawn key={segment.position} segment={segment} />
      ))}
    </div>
  );
});

function Drawn({ segment }: { readonly segment: Segment }) {
  const parts = segment.parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one segment have no other name and no state
    <span key={index} className={joinClasses(partClass(part), part.isWrong && styles.wrong)}>
      {part.text}
    </span>
  ));
  if (segment.kind === 'plain') return parts;
  const isWrong = segment.parts.some((part) => part.isWrong);
  return <span className={joinClasses(styles.chip, isWrong && styles.wrongChip)}>{parts}</span>;
}

function partClass({ role }: SegmentPart): string | undefined {
  return role === 'key' || role === 'sign' ? styles.quiet : undefined;
}
