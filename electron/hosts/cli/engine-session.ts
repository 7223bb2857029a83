// One command's time with the engine: opens the data folder, gives the typed client, unlocks the vault when a call needs it, and closes.
import { type ClientOf, connect } from '../../../shared/contract/connect.ts';
import { contracts, type EngineContracts } from '../../../shared/contracts.ts';
import { type AppError, Failure } from '../../../shared/kernel/app-error.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { type DispatchCounts, type HostActs, openEngine } from '../../engine/engine.ts';
import type { EnginePorts } from '../../engine/ports.ts';
import type { CommandContext } from './command-context.ts';
import { obtainPassphrase, readNamedPassphrase } from './secret-prompt.ts';

export type Client = ClientOf<EngineContracts>;

export interface Session {
  readonly role: 'owner' | 'client';
  readonly client: Client;
  readonly host: HostActs;
  /** What this process has sent; null: it does not own the data folder. */
  readonly counts: () => DispatchCounts | null;
  /**
   * The value of a call; throws its Failure, or INTERRUPTED. A call that meets a locked vault is repeated once
   * after unlocking, so it must be safe to repeat when it failed: every call of the contract is.
   */
  ask<T>(call: () => Promise<Result<T, AppError>>): Promise<T>;
  /** The value of a call that Ctrl+C does not cut short, so that what it did can be told; throws its Failure. It asks for no passphrase. */
  complete<T>(call: () => Promise<Result<T, AppError>>): Promise<T>;
}

export async function withEngine<T>(context: CommandContext, work: (session: Session) => Promise<T>): Promise<T> {
  return withEngineOf(context, context.portsFor(context.dataFolder()), work);
}

/** For a data folder that is not the command's own. */
export async function withEngineOf<T>(
  context: CommandContext,
  ports: EnginePorts,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const engine = await openEngine(ports);
  // What waits is on the disk: whoever opens the folder next goes on with it.
  const stopSending = () => engine.stopSending();
  context.interrupt.signal.addEventListener('abort', stopSending, { once: true });
  try {
    const client = connect(contracts, engine.transport);
    const ask = <A>(call: () => Promise<Result<A, AppError>>) => askUnlocking(context, client, call);
    const complete = async <A>(call: () => Promise<Result<A, AppError>>) => unwrap(await call());
    return await work({ role: engine.role(), client, host: engine.host, counts: engine.counts, ask, complete });
  } finally {
    await engine.close();
    context.interrupt.signal.removeEventListener('abort', stopSending);
  }
}

/** What is sent in the background can ask nobody for the passphrase: it is taken from the file that names it, if one does. Throws Failure. */
export async function unlockByFile(context: CommandContext, { ask, client }: Session): Promise<'unlocked' | 'left'> {
  const passphrase = await readNamedPassphrase(context);
  if (passphrase === null) return 'left';
  const { exists, unlocked } = await ask(() => client.vault.status({}));
  if (!exists || unlocked) return 'left';
  await ask(() => client.vault.unlock({ passphrase }));
  return 'unlocked';
}

async function askUnlocking<T>(
  context: CommandContext,
  client: Client,
  call: () => Promise<Result<T, AppError>>,
): Promise<T> {
  const first = await context.interrupt.race(call());
  if (first.ok || first.error.code !== 'VAULT_LOCKED') return unwrap(first);
  const passphrase = await obtainPassphrase(context);
  unwrap(await context.interrupt.race(client.vault.unlock({ passphrase })));
  return unwrap(await context.interrupt.race(call()));
}

function unwrap<T>(result: Result<T, AppError>): T {
  if (result.ok) return result.value;
  throw new Failure(result.error);
}
