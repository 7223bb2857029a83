// Expected failures: a closed list of codes per slice, each with its text. A text says what happened, what was not done, what to do next.
import * as z from 'zod';
import { type Problem, problemSchema } from './problem.ts';

export interface AppError<Code extends string = string> {
  readonly code: Code;
  /** Whole sentences for a person. Never holds a credential. */
  readonly message: string;
  readonly problems?: readonly Problem[] | undefined;
}

type Texts = Record<string, (detail: never) => string>;
type DetailOf<Text> = Text extends (detail: infer D) => string ? (unknown extends D ? [] : [detail: D]) : never;

/** What `defineErrors` gives: the schema for a contract and the only constructor for the slice's errors. */
export interface ErrorCatalogue<T extends Texts> {
  readonly codes: readonly (keyof T & string)[];
  readonly schema: z.ZodType<AppError<keyof T & string>>;
  create<Code extends keyof T & string>(code: Code, ...detail: DetailOf<T[Code]>): AppError<Code>;
  fail<Code extends keyof T & string>(code: Code, ...detail: DetailOf<T[Code]>): Failure;
}

/**
 * One exhaustive record of texts makes a slice's errors. A text without detail is `() => '…'`.
 * A detail that has a `problems` member passes it on to the error.
 */
export function defineErrors<const T extends Texts>(texts: T): ErrorCatalogue<T> {
  const codes = Object.keys(texts) as (keyof T & string)[];
  const schema = z.object({
    code: z.enum(codes as [string, ...string[]]),
    message: z.string(),
    problems: z.array(problemSchema).optional(),
  }) as unknown as z.ZodType<AppError<keyof T & string>>;
  const create = <Code extends keyof T & string>(code: Code, ...detail: DetailOf<T[Code]>): AppError<Code> => {
    const text = texts[code] as unknown as (detail: unknown) => string;
    const given = (detail as unknown[])[0];
    const problems = (given as { problems?: readonly Problem[] } | undefined)?.problems;
    const message = text(given);
    return problems === undefined ? { code, message } : { code, message, problems };
  };
  return { codes, schema, create, fail: (code, ...detail) => new Failure(create(code, ...detail)) };
}

/** Thrown inside the engine to leave a transaction and reach the contract's edge, where it becomes a declared error value. */
export class Failure extends Error {
  readonly error: AppError;

  constructor(error: AppError, cause?: unknown) {
    super(error.message, cause === undefined ? undefined : { cause });
    this.name = 'Failure';
    this.error = error;
  }
}
