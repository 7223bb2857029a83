// The receiving end of the crash suite: a process that is never killed. It appends each request to its log, with fsync, before it answers.
// The path says how it behaves: /<world>/ok/…, /fails-2/… (500 twice for each delivery), /resets-1/…, /slow-200/… (ms), /down/…, /held/….
import { createHash } from 'node:crypto';
import { fdatasyncSync, openSync, writeSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import type { Arrival, FromSink, ToSink } from './host-messages.ts';

const [logPath = ''] = process.argv.slice(2);
const log = openSync(logPath, 'a');
const tries = new Map<string, number>();
const held = new Set<() => void>();
let epoch = 0;
let isHealed = false;

/** Lines that wait for the disk, and what is done after. Many share one fsync. */
let waiting: { readonly line: string; readonly then: () => void }[] = [];

function note(arrival: Arrival, then: () => void): void {
  waiting.push({ line: `${JSON.stringify(arrival)}\n`, then });
  if (waiting.length === 1) setImmediate(flush);
}

function flush(): void {
  const noted = waiting;
  waiting = [];
  writeSync(log, noted.map(({ line }) => line).join(''));
  fdatasyncSync(log);
  for (const { then } of noted) then();
}

const changing = /^(switchhook-attempt|webhook-(id|timestamp|signature)|connection)$/i;

function hashOf(request: IncomingMessage, body: Buffer): string {
  const hash = createHash('sha256').update(`${request.method} ${request.url}\n`);
  const { rawHeaders } = request;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (!changing.test(rawHeaders[at] ?? '')) hash.update(`${rawHeaders[at]}: ${rawHeaders[at + 1]}\n`);
  }
  return hash.update(body).digest('hex');
}

/** How it answers this time, and how long it waits before. */
function decide(path: string, delivery: string): { answer: Arrival['answer']; delayMs: number } {
  const [kind = '', number = '0'] = (path.split('/')[2] ?? '').split('-');
  const tried = tries.get(delivery) ?? 0;
  tries.set(delivery, tried + 1);
  const isFirst = tried < Number(number);
  if (kind === 'fails') return { answer: isFirst ? 500 : 200, delayMs: 0 };
  if (kind === 'resets') return { answer: isFirst ? 'reset' : 200, delayMs: 0 };
  if (kind === 'slow') return { answer: 200, delayMs: Number(number) };
  if (kind === 'down' && !isHealed) return { answer: 500, delayMs: 0 };
  if (kind === 'held' && !isHealed) return { answer: 'held', delayMs: 0 };
  return { answer: 200, delayMs: 0 };
}

/** What came is told back: an endpoint that repeats a secret must not bring it into the log. */
function respond(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(request.headers));
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  request.on('error', () => {});
  response.on('error', () => {});
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // Cut off before it was whole: it did not arrive.
    return;
  }
  const body = Buffer.concat(chunks);
  const path = request.url ?? '';
  const delivery = String(request.headers['switchhook-delivery'] ?? '');
  const { answer, delayMs } = decide(path, delivery);
  const arrival: Arrival = {
    ...{ epoch, atMs: performance.now(), delivery, attempt: Number(request.headers['switchhook-attempt'] ?? 0), path },
    ...{ hash: hashOf(request, body), bodyHash: createHash('sha256').update(body).digest('hex'), answer },
  };
  note(arrival, () => {
    if (answer === 'reset') request.socket.resetAndDestroy();
    else if (answer === 'held') held.add(() => respond(request, response, 200));
    else if (delayMs > 0) setTimeout(() => respond(request, response, answer), delayMs);
    else respond(request, response, answer);
  });
});
server.keepAliveTimeout = 60_000;

/** A sender that is gone leaves nothing behind: what it had sent is read, and its connections are closed. */
function settle(then: () => void): void {
  server.getConnections((_cause, count) => {
    if (count === 0 && waiting.length === 0) then();
    else setTimeout(() => settle(then), 10);
  });
}

function tell(message: FromSink): void {
  process.send?.(message);
}

process.on('message', (message: ToSink) => {
  if (message.type === 'heal') {
    isHealed = message.isHealed;
    if (isHealed) for (const release of held) release();
    held.clear();
    tell({ type: 'done', id: message.id });
    return;
  }
  settle(() => {
    epoch = message.epoch;
    tell({ type: 'done', id: message.id });
  });
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => tell({ type: 'ready', port: (server.address() as AddressInfo).port }));
