// A request or response, byte-true: mono, two tones, wrapped where it must be. The only decoration is the assumption mark: a dashed
// line under the bytes and a number, which stands again in the list below.

import { Fragment } from 'react';
import { AssumptionMark } from './badge.tsx';
import styles from './code.module.css';
import { type CodeLine, type CodeMark, type CodePiece, cutIntoLines } from './code-lines.ts';
import type { CodeSpan } from './code-spans.ts';
import { joinClasses } from './join-classes.ts';
import { TextFrame, type TextFrameProps } from './text-frame.tsx';

export interface CodeProps {
  readonly label: string;
  readonly text: string;
  /** From `spansOfHttp` or `spansOfJson`; left out, the text is plain. */
  readonly spans?: readonly CodeSpan[] | undefined;
  readonly marks?: readonly CodeMark[] | undefined;
  /** Names a mark for assistive technology: `Assumption 1`. */
  readonly markName?: ((number: number) => string) | undefined;
  /** Counted from 0: the line of the row one edits. */
  readonly highlightedLine?: number | undefined;
  readonly isWrapped?: boolean | undefined;
  /** `bare` is quieter, too. */
  readonly surface?: TextFrameProps['surface'] | undefined;
  readonly className?: string | undefined;
}

export function Code(props: CodeProps) {
  const {
    label,
    text,
    spans = [],
    marks = [],
    isWrapped = true,
    surface = 'inset',
    highlightedLine,
    className,
  } = props;
  const lines = cutIntoLines({ text, spans, marks });
  return (
    <TextFrame label={label} surface={surface} className={joinClasses(surface === 'bare' && styles.bare, className)}>
      <pre className={joinClasses(styles.code, isWrapped && styles.wrapped)}>
        {lines.map((line, index) => (
          <Line
            key={line.start}
            line={line}
            isLast={index === lines.length - 1}
            isHighlighted={index === highlightedLine}
            markName={props.markName}
          />
        ))}
      </pre>
    </TextFrame>
  );
}

interface LineProps {
  readonly line: CodeLine;
  readonly isLast: boolean;
  readonly isHighlighted: boolean;
  readonly markName: ((number: number) => string) | undefined;
}

function Line({ line, isLast, isHighlighted, markName }: LineProps) {
  return (
    <span className={joinClasses(styles.line, isHighlighted && styles.highlighted)}>
      {line.pieces.map((piece) => (
        <Piece key={piece.start} piece={piece} />
      ))}
      {line.numbers.map((number) => (
        <span key={number} className={styles.mark}>
          <AssumptionMark number={number} name={markName?.(number)} />
        </span>
      ))}
      {!isLast && '\n'}
    </span>
  );
}

function Piece({ piece }: { readonly piece: CodePiece }) {
  if (piece.kind === undefined && !piece.isAssumed) return <Fragment>{piece.text}</Fragment>;
  return (
    <span className={joinClasses(piece.kind !== undefined && styles[piece.kind], piece.isAssumed && styles.assumed)}>
      {piece.text}
    </span>
  );
}
