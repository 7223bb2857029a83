// The client's side of the local socket: a transport that ends in the owner's engine.
import { readFile } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import type { Transport } from '../../../shared/contract/contract.ts';
import { openErrors } from '../../../shared/contract/open-errors.ts';
import { err } from '../../../shared/kernel/result.ts';
import type { Clock } from '../ports.ts';
import { type LineChannel, openLineChannel } from './line-channel.ts';
import { type OwnerFile, ownerFileName, ownerFileSchema, ownerMessageSchema } from './owner-protocol.ts';

/** Answer of a call that the owner did not take: nothing was done, and it may be made elsewhere. */
export const declined = Symbol('declined');

export interface OwnerClient {
  readonly transport: Transport;
  isOpen(): boolean;
  close(): void;
}

export interface ConnectOptions {
  readonly dataFolder: string;
  readonly version: string;
  readonly clock: Clock;
}

/** One that is stopped takes connections, and never says a word. */
const greetWithinMs = 20_000;

/** Answers null while no owner can be reached there. Throws Failure: OWNER_DIFFERS, OWNER_UNREACHABLE. */
export async function connectToOwner({ dataFolder, version, clock }: ConnectOptions): Promise<OwnerClient | null> {
  const file = await readOwnerFile(dataFolder);
  if (file === null) return null;
  if (file.version !== version) throw openErrors.fail('OWNER_DIFFERS', { owner: file.version, own: version });
  const socket = await connectSocket(file.socket);
  if (socket === null) return null;
  let isStuck = false;
  const callOff = clock.after(greetWithinMs, () => {
    isStuck = true;
    socket.destroy();
  });
  const client = await greet(socket, file);
  callOff();
  if (isStuck) throw openErrors.fail('OWNER_UNREACHABLE', { path: dataFolder });
  return client;
}

async function readOwnerFile(dataFolder: string): Promise<OwnerFile | null> {
  try {
    const parsed = ownerFileSchema.safeParse(JSON.parse(await readFile(join(dataFolder, ownerFileName), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not there yet, or just going: the owner starts or ends at this moment.
    return null;
  }
}

function connectSocket(address: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = createConnection(address, () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

function greet(socket: Socket, file: OwnerFile): Promise<OwnerClient | null> {
  return new Promise((resolve) => {
    const pending = new Map<number, (value: unknown) => void>();
    const subscriptions = new Map<number, (event: unknown) => void>();
    let isOpen = true;
    const lost = commonErrors.create('CONNECTION_LOST');
    const channel = openLineChannel(socket, {
      onMessage: (received) => {
        const message = ownerMessageSchema.parse(received);
        if (message.kind === 'answer') {
          pending.get(message.id)?.(message.value);
          pending.delete(message.id);
        } else if (message.kind === 'declined') {
          pending.get(message.id)?.(declined);
          pending.delete(message.id);
        } else if (message.kind === 'closing') {
          isOpen = false;
          channel.end();
        } else if (message.kind === 'event') subscriptions.get(message.id)?.(message.value);
        else {
          resolve({
            transport: clientTransport({ channel, pending, subscriptions, isOpen: () => isOpen }),
            isOpen: () => isOpen,
            close: () => channel.end(),
          });
        }
      },
      onClosed: () => {
        isOpen = false;
        resolve(null);
        for (const answer of pending.values()) answer(err(lost));
        for (const onEvent of subscriptions.values()) onEvent({ type: 'failed', error: lost });
        pending.clear();
        subscriptions.clear();
      },
    });
    channel.send({ kind: 'hello', token: file.token, version: file.version });
  });
}

interface ClientState {
  readonly channel: LineChannel;
  readonly pending: Map<number, (value: unknown) => void>;
  readonly subscriptions: Map<number, (event: unknown) => void>;
  isOpen(): boolean;
}

function clientTransport({ channel, pending, subscriptions, isOpen }: ClientState): Transport {
  let lastId = 0;
  return {
    call: (name, input) =>
      new Promise((resolve) => {
        if (!isOpen()) return resolve(declined);
        lastId += 1;
        pending.set(lastId, resolve);
        channel.send({ kind: 'call', id: lastId, channel: name, input });
      }),
    subscribe: (name, input, onEvent) => {
      lastId += 1;
      const id = lastId;
      subscriptions.set(id, onEvent);
      channel.send({ kind: 'subscribe', id, channel: name, input });
      return () => {
        if (subscriptions.delete(id)) channel.send({ kind: 'unsubscribe', id });
      };
    },
  };
}
