// Joining a data folder: whoever gets the lock becomes its owner and runs the engine, everyone else works through the owner.
// When the owner ends, the next call joins again, and so one of those left becomes the owner.
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import type { Transport } from '../../../shared/contract/contract.ts';
import { openErrors } from '../../../shared/contract/open-errors.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import { err } from '../../../shared/kernel/result.ts';
import { translateFileFailure } from '../database/file-failure.ts';
import type { Clock, Random } from '../ports.ts';
import { connectToOwner, declined } from './owner-client.ts';
import { type OwnerLock, takeOwnerLock } from './owner-lock.ts';
import { startOwnerServer } from './owner-server.ts';

/** What the owner runs. */
export interface OwnedEngine {
  readonly transport: Transport;
  /** Resolves when nothing is being sent. */
  drain(): Promise<void>;
  isIdle(): boolean;
  close(): Promise<void>;
}

export interface JoinOptions<Engine extends OwnedEngine> {
  readonly dataFolder: string;
  readonly version: string;
  readonly clock: Clock;
  readonly random: Random;
  createEngine(): Promise<Engine>;
}

type Session<Engine> =
  | {
      readonly role: 'owner';
      readonly transport: Transport;
      readonly engine: Engine;
      isOpen(): boolean;
      close(): Promise<void>;
    }
  | { readonly role: 'client'; readonly transport: Transport; isOpen(): boolean; close(): Promise<void> };

export interface JoinedFolder<Engine extends OwnedEngine> {
  readonly transport: Transport;
  role(): 'owner' | 'client';
  /** The engine, while this process is the owner. */
  engine(): Engine | null;
  close(): Promise<void>;
}

// An owner that starts or ends is out of reach for moments; one that stays so for this long is stuck.
const retryMs = 50;
const retries = 400;

/** Throws Failure: OWNER_UNREACHABLE, OWNER_DIFFERS, STORAGE_…, and what `createEngine` throws. */
export async function joinFolder<Engine extends OwnedEngine>(
  options: JoinOptions<Engine>,
): Promise<JoinedFolder<Engine>> {
  let session = await join(options);
  let joining: Promise<Session<Engine>> | null = null;
  let isClosed = false;
  const current = async (): Promise<Session<Engine>> => {
    if (session.isOpen() || isClosed) return session;
    // A joining that fails is not kept: the next call tries again.
    joining ??= join(options).finally(() => {
      joining = null;
    });
    session = await joining;
    return session;
  };
  return {
    role: () => session.role,
    engine: () => (session.role === 'owner' ? session.engine : null),
    transport: { call: callOver(current), subscribe: subscribeOver(current) },
    close: async () => {
      isClosed = true;
      await joining?.catch(() => {});
      await session.close();
    },
  };
}

type Current<Engine> = () => Promise<Session<Engine>>;

function callOver<Engine>(current: Current<Engine>): Transport['call'] {
  return async (channel, input) => {
    for (;;) {
      try {
        const answer = await (await current()).transport.call(channel, input);
        if (answer !== declined) return answer;
      } catch (cause) {
        if (cause instanceof Failure) return err(cause.error);
        throw cause;
      }
    }
  };
}

function subscribeOver<Engine>(current: Current<Engine>): Transport['subscribe'] {
  return (channel, input, onEvent) => {
    let isEnded = false;
    let end = () => {};
    current().then(
      (session) => {
        if (!isEnded) end = session.transport.subscribe(channel, input, onEvent);
      },
      (cause: unknown) => {
        const error = cause instanceof Failure ? cause.error : commonErrors.create('CONNECTION_LOST');
        if (!isEnded) onEvent({ type: 'failed', error });
      },
    );
    return () => {
      isEnded = true;
      end();
    };
  };
}

async function join<Engine extends OwnedEngine>(options: JoinOptions<Engine>): Promise<Session<Engine>> {
  for (let left = retries; left > 0; left--) {
    const lock = takeOwnerLock(options.dataFolder);
    if (lock !== null) return becomeOwner(lock, options);
    const client = await connectToOwner(options);
    if (client !== null) return { role: 'client', ...client, close: async () => client.close() };
    await new Promise<void>((resolve) => options.clock.after(retryMs, resolve));
  }
  throw openErrors.fail('OWNER_UNREACHABLE', { path: options.dataFolder });
}

async function becomeOwner<Engine extends OwnedEngine>(
  lock: OwnerLock,
  options: JoinOptions<Engine>,
): Promise<Session<Engine>> {
  // What has begun ends in the reverse order, whatever of it fails: the next owner needs the lock most of all.
  const begun = new AsyncDisposableStack();
  begun.defer(() => lock.release());
  try {
    const engine = begun.adopt(await options.createEngine(), (created) => created.close());
    const starting = startOwnerServer({
      dataFolder: options.dataFolder,
      version: options.version,
      token: Buffer.from(options.random.bytes(32)).toString('hex'),
      transport: engine.transport,
      clock: options.clock,
    });
    const server = begun.adopt(await starting, (started) => started.close());
    let isOpen = true;
    return {
      role: 'owner',
      transport: engine.transport,
      engine,
      isOpen: () => isOpen,
      close: async () => {
        if (!isOpen) return;
        isOpen = false;
        // What clients asked for meanwhile is finished too; only then are they sent to the next owner.
        while (server.callsInFlight() > 0 || !engine.isIdle()) {
          await engine.drain();
          await new Promise<void>((resolve) => options.clock.after(retryMs, resolve));
        }
        await begun.disposeAsync();
      },
    };
  } catch (cause) {
    // Why it cannot be opened is what is told.
    await begun.disposeAsync().catch(() => {});
    // The socket and its file are the first that are written by a start that finds everything else there.
    throw translateFileFailure(cause, options.dataFolder);
  }
}
