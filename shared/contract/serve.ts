// The engine's side: parses every input strictly, runs the one handler of the channel, and turns failures into declared values.
import type * as z from 'zod';
import { Failure } from '../kernel/app-error.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { commonErrors } from './common-errors.ts';
import type { Call, Contracts, Stream, Transport } from './contract.ts';

type Handler<M> =
  M extends Call<infer I, infer O, z.ZodType>
    ? (input: z.output<I>) => z.input<O> | Promise<z.input<O>>
    : M extends Stream<infer I, infer V>
      ? (input: z.output<I>, emit: (event: z.input<V>) => void) => () => void
      : never;

/** One handler per method. A call's handler returns its output, or throws `Failure` with an error the method declares. */
export type HandlersOf<C extends Contracts> = {
  readonly [Slice in keyof C]: { readonly [Name in keyof C[Slice]]: Handler<C[Slice][Name]> };
};

export interface ServeOptions {
  /** Called for what is a programming error: unknown channel, bad input, undeclared error, exception. Returns the incident's id. */
  onIncident(incident: { channel: string; what: string; cause: unknown }): string;
}

/** The in-process transport. Every other transport ends here. */
export function serve<C extends Contracts>(contracts: C, handlers: HandlersOf<C>, options: ServeOptions): Transport {
  const internal = (channel: string, what: string, cause: unknown) =>
    commonErrors.create('INTERNAL', { incident: options.onIncident({ channel, what, cause }) });
  return {
    async call(channel, input) {
      const found = find(contracts, handlers, channel);
      if (found?.method.kind !== 'call') return err(internal(channel, 'unknown channel', undefined));
      return runCall(found.method, found.handler, input, (what, cause) => internal(channel, what, cause));
    },
    subscribe(channel, input, onEvent) {
      const fail = (what: string, cause: unknown) => {
        onEvent({ type: 'failed', error: internal(channel, what, cause) });
        return () => {};
      };
      const found = find(contracts, handlers, channel);
      if (found?.method.kind !== 'stream') return fail('unknown channel', undefined);
      const parsed = found.method.input.safeParse(input);
      if (!parsed.success) return fail('bad input', parsed.error);
      try {
        return found.handler(parsed.data, onEvent) as () => void;
      } catch (cause) {
        if (isDeclared(cause, found.method)) {
          onEvent({ type: 'failed', error: cause.error });
          return () => {};
        }
        return fail('exception', cause);
      }
    },
  };
}

async function runCall(
  method: Call,
  handler: AnyHandler,
  input: unknown,
  internal: (what: string, cause: unknown) => unknown,
): Promise<Result<unknown, unknown>> {
  const parsed = method.input.safeParse(input);
  if (!parsed.success) return err(internal('bad input', parsed.error));
  try {
    // The output is not parsed here: the client does, and the surface test walks the schemas.
    return ok(await handler(parsed.data));
  } catch (cause) {
    return isDeclared(cause, method) ? err(cause.error) : err(internal('exception', cause));
  }
}

function isDeclared(cause: unknown, method: Call | Stream): cause is Failure {
  if (!(cause instanceof Failure)) return false;
  if (commonErrors.schema.safeParse(cause.error).success) return true;
  return method.kind === 'call' && method.error.safeParse(cause.error).success;
}

type AnyHandler = (input: unknown, emit?: (event: unknown) => void) => unknown;

function find(contracts: Contracts, handlers: HandlersOf<Contracts>, channel: string) {
  const [slice = '', name = '', ...rest] = channel.split('.');
  if (rest.length > 0 || !Object.hasOwn(contracts, slice)) return undefined;
  const contract = contracts[slice];
  if (contract === undefined || !Object.hasOwn(contract, name)) return undefined;
  const method = contract[name];
  const handler = handlers[slice]?.[name] as unknown as AnyHandler | undefined;
  return method === undefined || handler === undefined ? undefined : { method, handler };
}
