// The client's side: from the contracts' data to typed methods over any transport. Client types are derived here and written nowhere.
import * as z from 'zod';
import type { Result } from '../kernel/result.ts';
import { type CommonError, commonErrors } from './common-errors.ts';
import type { Call, Contract, Contracts, Stream, Transport } from './contract.ts';
import { type OpenError, openErrors } from './open-errors.ts';

type Method<M> =
  M extends Call<infer I, infer O, infer E>
    ? (input: z.input<I>) => Promise<Result<z.output<O>, z.output<E> | CommonError | OpenError>>
    : M extends Stream<infer I, infer V>
      ? (input: z.input<I>, onEvent: (event: StreamEvent<z.output<V>>) => void) => () => void
      : never;

/** A stream that cannot go on says why in one last event. */
export type StreamEvent<V> = V | { readonly type: 'failed'; readonly error: CommonError | OpenError };

export type ClientOf<C extends Contracts> = {
  readonly [Slice in keyof C]: { readonly [Name in keyof C[Slice]]: Method<C[Slice][Name]> };
};

/** A transport may have to open the data folder anew in the middle, so a call can also fail as opening does. */
const everywhere = z.union([commonErrors.schema, openErrors.schema]);
const failedSchema = z.object({ type: z.literal('failed'), error: everywhere });

/** Builds the typed client. Answers are parsed: an engine that breaks the contract is found here and not deep in a screen. */
export function connect<C extends Contracts>(contracts: C, transport: Transport): ClientOf<C> {
  const slices = Object.entries(contracts).map(([slice, contract]) => [
    slice,
    connectSlice(slice, contract, transport),
  ]);
  return Object.fromEntries(slices) as ClientOf<C>;
}

function connectSlice(slice: string, contract: Contract, transport: Transport): Record<string, unknown> {
  const methods = Object.entries(contract).map(([name, method]) => {
    const channel = `${slice}.${name}`;
    return [
      name,
      method.kind === 'call' ? callMethod(channel, method, transport) : streamMethod(channel, method, transport),
    ];
  });
  return Object.fromEntries(methods);
}

function callMethod(channel: string, method: Call, transport: Transport) {
  const answer = z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value: method.output }),
    z.object({ ok: z.literal(false), error: z.union([everywhere, method.error]) }),
  ]);
  return async (input: unknown): Promise<unknown> => answer.parse(await transport.call(channel, input));
}

function streamMethod(channel: string, method: Stream, transport: Transport) {
  const event = z.union([failedSchema, method.event]);
  return (input: unknown, onEvent: (event: unknown) => void): (() => void) =>
    transport.subscribe(channel, input, (received) => onEvent(event.parse(received)));
}
