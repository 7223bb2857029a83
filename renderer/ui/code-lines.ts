// Cuts a text into lines of pieces, each with its colour and whether it is assumed. Pure: the view only draws what stands here.

import type { CodeSpan, SpanKind } from './code-spans.ts';

/** Bytes that rest on an assumption, and the number under which it is explained. Positions are UTF-16 units of the text. */
export interface CodeMark {
  readonly start: number;
  readonly end: number;
  readonly number: number;
}

export interface CodePiece {
  readonly start: number;
  readonly text: string;
  readonly kind: SpanKind | undefined;
  readonly isAssumed: boolean;
}

export interface CodeLine {
  readonly start: number;
  readonly pieces: readonly CodePiece[];
  /** Numbers of the assumptions whose bytes end in this line, each once. */
  readonly numbers: readonly number[];
}

export interface CodeSource {
  readonly text: string;
  /** In order and apart from each other. */
  readonly spans: readonly CodeSpan[];
  readonly marks: readonly CodeMark[];
}

export function cutIntoLines({ text, spans, marks }: CodeSource): CodeLine[] {
  const edges = new Set<number>([0, text.length]);
  for (const { start, end } of [...spans, ...marks]) edges.add(start).add(end);
  const sorted = [...edges].filter((edge) => edge >= 0 && edge <= text.length).sort((a, b) => a - b);
  const lines: CodeLine[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    lines.push({
      start,
      pieces: cutLine({ text, spans, marks }, sorted, { start, end }),
      numbers: endIn(marks, start, end),
    });
    start = end + 1;
  }
  return lines;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function cutLine({ text, spans, marks }: CodeSource, edges: readonly number[], line: Range): CodePiece[] {
  const cuts = [line.start, ...edges.filter((edge) => edge > line.start && edge < line.end), line.end];
  return cuts.slice(0, -1).map((start, index) => {
    const holds = (range: Range) => range.start <= start && start < range.end;
    return {
      start,
      text: text.slice(start, cuts[index + 1]),
      kind: spans.find(holds)?.kind,
      isAssumed: marks.some(holds),
    };
  });
}

function endIn(marks: readonly CodeMark[], start: number, end: number): number[] {
  return [...new Set(marks.filter((mark) => mark.end > start && mark.end <= end).map((mark) => mark.number))];
}
