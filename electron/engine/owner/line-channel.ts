// Messages over a local socket: one JSON value a line. It knows nothing of what they mean.
import type { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';

/** A longer line is no message of ours: the largest input is an integration file. */
const maximumLineLength = 64 * 1024 * 1024;

export interface LineChannel {
  send(message: unknown): void;
  /** Ends after what was sent has left. */
  end(): void;
}

export interface LineListener {
  onMessage(message: unknown): void;
  /** Once, however the connection ended. */
  onClosed(): void;
}

export function openLineChannel(socket: Socket, listener: LineListener): LineChannel {
  const decoder = new StringDecoder('utf8');
  let pieces: string[] = [];
  let pendingLength = 0;

  const takeLine = (line: string) => {
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      // The peer is not ours, or broken: nothing it says can be trusted any more.
      socket.destroy();
      return;
    }
    listener.onMessage(message);
  };
  socket.on('data', (chunk) => {
    const parts = decoder.write(chunk).split('\n');
    for (const part of parts.slice(0, -1)) {
      const line = pieces.length === 0 ? part : pieces.join('') + part;
      pieces = [];
      pendingLength = 0;
      if (!socket.destroyed) takeLine(line);
    }
    const rest = parts.at(-1) ?? '';
    pendingLength += rest.length;
    if (pendingLength > maximumLineLength) socket.destroy();
    else if (rest !== '') pieces.push(rest);
  });
  // 'close' follows every error; without a listener here an error would end the process.
  socket.on('error', () => {});
  socket.once('close', () => listener.onClosed());

  return {
    send: (message) => {
      if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
    },
    end: () => {
      socket.end();
    },
  };
}
