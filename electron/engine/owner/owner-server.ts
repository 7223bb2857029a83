// The owner's side of the local socket: serves the engine's transport to other processes of the same user.
import { createHash, timingSafeEqual } from 'node:crypto';
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Transport } from '../../../shared/contract/contract.ts';
import type { Clock } from '../ports.ts';
import { type LineChannel, openLineChannel } from './line-channel.ts';
import { clientMessageSchema, ownerFileName } from './owner-protocol.ts';

export interface OwnerServerOptions {
  readonly dataFolder: string;
  readonly version: string;
  /** Hex; fresh for every start. */
  readonly token: string;
  readonly transport: Transport;
  readonly clock: Clock;
}

export interface OwnerServer {
  /** How many calls of clients have no answer yet. */
  callsInFlight(): number;
  /** Declines further calls, asks the clients to hang up and waits for that, but not for ever. */
  close(): Promise<void>;
}

/** How long a client that was asked to hang up may take. One that is stopped must not keep the owner. */
const hangUpMs = 2_000;

/** Listens, then publishes `owner.json`. Only the holder of the owner lock may call it. */
export async function startOwnerServer(options: OwnerServerOptions): Promise<OwnerServer> {
  const clients = new Map<Socket, LineChannel>();
  const calls: CallCount = { inFlight: 0, isDeclining: false };
  const server = createServer((socket) => {
    clients.set(socket, serveClient(socket, options, calls));
    socket.once('close', () => clients.delete(socket));
  });
  const address = await chooseAddress(options.dataFolder, options.token);
  const stopListening = async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    if (address.madeFolder !== null) await rm(address.madeFolder, { recursive: true, force: true });
  };
  const published = join(options.dataFolder, ownerFileName);
  try {
    await listen(server, address.path);
    const file = { socket: address.path, token: options.token, version: options.version, pid: process.pid };
    await writeFile(`${published}.new`, JSON.stringify(file), { mode: 0o600 });
    await rename(`${published}.new`, published);
  } catch (cause) {
    for (const socket of clients.keys()) socket.destroy();
    await stopListening();
    throw cause;
  }
  return {
    callsInFlight: () => calls.inFlight,
    close: async () => {
      calls.isDeclining = true;
      // Where the disk refuses, it stays: whoever reads it finds nobody there.
      await rm(published, { force: true }).catch(() => {});
      const stopped = stopListening();
      for (const client of clients.values()) client.send({ kind: 'closing' });
      const giveUp = options.clock.after(hangUpMs, () => {
        for (const socket of clients.keys()) socket.destroy();
      });
      await stopped;
      giveUp();
    },
  };
}

// A Unix socket's path has room for 107 bytes on Linux and 103 on macOS; a deep data folder does not fit.
const maximumSocketPathLength = 100;

interface Address {
  readonly path: string;
  /** Made for the socket alone, and to be removed with it. */
  readonly madeFolder: string | null;
}

async function chooseAddress(dataFolder: string, token: string): Promise<Address> {
  if (process.platform === 'win32') {
    return { path: `\\\\.\\pipe\\switchhook-${token.slice(0, 16)}`, madeFolder: null };
  }
  const inside = join(dataFolder, 'owner.sock');
  if (Buffer.byteLength(inside) <= maximumSocketPathLength) {
    // Left over from an owner that was killed; we hold the lock, so nobody listens there.
    await rm(inside, { force: true });
    return { path: inside, madeFolder: null };
  }
  const madeFolder = await mkdtemp(join(tmpdir(), 'switchhook-socket-'));
  return { path: join(madeFolder, 'owner.sock'), madeFolder };
}

async function listen(server: Server, address: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      resolve();
    });
  });
  if (process.platform !== 'win32') await chmod(address, 0o600);
}

interface CallCount {
  inFlight: number;
  isDeclining: boolean;
}

function serveClient(socket: Socket, options: OwnerServerOptions, calls: CallCount): LineChannel {
  const subscriptions = new Map<number, () => void>();
  let isWelcome = false;
  const greet = (token: string) => {
    isWelcome = isSameToken(token, options.token);
    if (isWelcome) channel.send({ kind: 'welcome', version: options.version });
    else socket.destroy();
  };
  const runCall = async (id: number, name: string, input: unknown) => {
    if (calls.isDeclining) return channel.send({ kind: 'declined', id });
    calls.inFlight += 1;
    try {
      channel.send({ kind: 'answer', id, value: await options.transport.call(name, input) });
    } finally {
      calls.inFlight -= 1;
    }
  };
  const subscribe = (id: number, name: string, input: unknown) => {
    const onEvent = (value: unknown) => channel.send({ kind: 'event', id, value });
    subscriptions.set(id, options.transport.subscribe(name, input, onEvent));
  };
  const unsubscribe = (id: number) => {
    subscriptions.get(id)?.();
    subscriptions.delete(id);
  };
  const channel = openLineChannel(socket, {
    onMessage: (received) => {
      const { data: message } = clientMessageSchema.safeParse(received);
      if (message?.kind === 'hello') greet(message.token);
      else if (message === undefined || !isWelcome) socket.destroy();
      else if (message.kind === 'unsubscribe') unsubscribe(message.id);
      else if (message.kind === 'subscribe') subscribe(message.id, message.channel, message.input);
      else void runCall(message.id, message.channel, message.input);
    },
    onClosed: () => {
      for (const end of subscriptions.values()) end();
      subscriptions.clear();
    },
  });
  return channel;
}

function isSameToken(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
