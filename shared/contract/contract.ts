// The shape of the contract between engine and interface: calls and streams, each with its schemas. What a slice offers is data.
import * as z from 'zod';

export interface Call<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  E extends z.ZodType = z.ZodType,
> {
  readonly kind: 'call';
  readonly input: I;
  readonly output: O;
  readonly error: E;
}

/** A stream sends a snapshot, then numbered deltas; a client that reconnects passes the last number it saw as `afterSeq`. */
export interface Stream<I extends z.ZodType = z.ZodType, V extends z.ZodType = z.ZodType> {
  readonly kind: 'stream';
  readonly input: I;
  readonly event: V;
}

/** The methods of one slice, by name. A channel is `slice.method`. */
export type Contract = Readonly<Record<string, Call | Stream>>;
export type Contracts = Readonly<Record<string, Contract>>;

export function call<I extends z.ZodType, O extends z.ZodType, E extends z.ZodType>(of: {
  input: I;
  output: O;
  error: E;
}): Call<I, O, E> {
  return { kind: 'call', ...of };
}

export function stream<I extends z.ZodType, V extends z.ZodType>(of: { input: I; event: V }): Stream<I, V> {
  return { kind: 'stream', ...of };
}

/** For calls that can only fail in the ways every call can. */
export const noErrors = z.never();

/** All a host implements. Values are what structured clone and JSON both carry. */
export interface Transport {
  call(channel: string, input: unknown): Promise<unknown>;
  /** Returns the act of ending the subscription. */
  subscribe(channel: string, input: unknown, onEvent: (event: unknown) => void): () => void;
}
