// Where answers and remarks go. With --json nothing but JSON reaches standard output; remarks and errors go to standard error.
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { describeError, findHint, type Sources } from './describe-error.ts';
import { escapeInJson, showControls } from './terminal-text.ts';

export interface OutputOptions {
  readonly json: boolean;
  readonly quiet: boolean;
}

export interface TextStream {
  write(text: string, onWritten?: () => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export class Output {
  readonly isJson: boolean;
  readonly #isQuiet: boolean;
  readonly #stdout: TextStream;
  readonly #stderr: TextStream;

  constructor(options: OutputOptions, streams: { stdout: TextStream; stderr: TextStream }) {
    this.isJson = options.json;
    this.#isQuiet = options.quiet;
    this.#stdout = streams.stdout;
    this.#stderr = streams.stderr;
  }

  /** Width to lay tables out in. What is piped is never cut. */
  get columns(): number {
    return this.#stdout.isTTY === true ? (this.#stdout.columns ?? 80) : Number.POSITIVE_INFINITY;
  }

  /** The answer, in the form that was asked for. */
  answer(value: unknown, lines: () => readonly string[]): void {
    if (this.isJson) this.json(value);
    else this.lines(lines());
  }

  json(value: unknown): void {
    this.#stdout.write(`${escapeInJson(JSON.stringify(value, null, 2))}\n`);
  }

  /** One value on one line, for what comes as a stream. */
  jsonLine(value: unknown): void {
    this.#stdout.write(`${escapeInJson(JSON.stringify(value))}\n`);
  }

  /** Lines of the answer, for people. Texts from data are neutralised by who lays them out, and here once more. */
  lines(lines: readonly string[]): void {
    for (const line of lines) this.#stdout.write(`${showControls(line)}\n`);
  }

  /** A whole text that a file or another program may take. Only on a terminal is it neutralised. */
  text(text: string): void {
    this.#stdout.write(`${this.#stdout.isTTY === true ? showControls(text) : text}\n`);
  }

  /** A piece of a long answer for other programs; resolves when it is written. Its maker has neutralised it. */
  piece(text: string): Promise<void> {
    return new Promise((resolve) => void this.#stdout.write(text, () => resolve()));
  }

  /** Progress and remarks; silent with --quiet. */
  note(text: string): void {
    if (!this.#isQuiet) this.#stderr.write(`${showControls(text)}\n`);
  }

  /** What a person must see beside the answer, --quiet or not. */
  warn(lines: readonly string[]): void {
    for (const line of lines) this.#stderr.write(`${showControls(line)}\n`);
  }

  /** A question on a terminal: it stands on standard error even with --quiet, since someone is to answer it. */
  prompt(text: string): void {
    this.#stderr.write(text);
  }

  /** The one error that ends a command. */
  error(error: AppError, sources: Sources = {}): void {
    if (this.isJson) this.json({ error: withoutUndefined(error) });
    else this.warn(describeError(error, sources));
    const hint = findHint(error.code);
    if (hint !== null) this.warn([`→ ${hint}`]);
  }
}

function withoutUndefined({ code, message, problems }: AppError): AppError {
  return problems === undefined ? { code, message } : { code, message, problems };
}
