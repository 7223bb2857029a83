// What is typed into the fields of the receiver, as numbers. Pure.
import { type Answer, answerSchema } from '../../../shared/bench/capture.ts';

/** An answer as it is typed; what the screen has no field for is kept as it is. */
export interface TypedAnswer {
  readonly status: string;
  /** Empty: for ever. */
  readonly times: string;
  readonly delayMs: string;
  readonly kept: Pick<Answer, 'headers' | 'body'>;
}

export type AnswerField = 'status' | 'times' | 'delayMs';

/** 0 for an empty text: any free port. null: no port. */
export function readPort(text: string): number | null {
  if (text.trim() === '') return 0;
  const port = readWhole(text);
  return port !== null && port >= 1 && port <= 65_535 ? port : null;
}

export function typeAnswer({ status, times, delayMs, headers, body }: Answer): TypedAnswer {
  return { status: String(status), times: times?.toString() ?? '', delayMs: String(delayMs), kept: { headers, body } };
}

/** The answer, or the first field that says none. */
export function readAnswer({ status, times, delayMs, kept }: TypedAnswer): Answer | AnswerField {
  const known = { ...kept, status: readWhole(status) ?? undefined, delayMs: readWhole(delayMs) ?? undefined };
  if (!answerSchema.shape.status.unwrap().safeParse(known.status).success) return 'status';
  const isForEver = times.trim() === '';
  const count = readWhole(times);
  if (!isForEver && (count === null || count < 1)) return 'times';
  if (!answerSchema.shape.delayMs.unwrap().safeParse(known.delayMs).success) return 'delayMs';
  return answerSchema.parse({ ...known, ...(!isForEver && { times: count }) });
}

function readWhole(text: string): number | null {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;
}
