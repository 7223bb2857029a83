// Every way an endpoint can misbehave, by name, as bytes and events at a raw socket.
import { gzipSync } from 'node:zlib';
import { answer, type Behaviour, type RawServerOptions, startRawServer } from './raw-server.ts';

const head = (rest: string) => `HTTP/1.1 200 OK\r\n${rest}`;
const reset: Behaviour = (socket) => void socket.resetAndDestroy();

const answerThenReset =
  (text: string): Behaviour =>
  (socket) =>
    void socket.write(text, () => socket.resetAndDestroy());

const answerThenClose =
  (text: string): Behaviour =>
  (socket) =>
    void socket.end(Buffer.from(text, 'latin1'));

/** Writes a piece after the other until the connection ends, as fast as they are taken or in drips. */
export const endless =
  (start: string, piece: string, everyMs = 0): Behaviour =>
  (socket) => {
    socket.write(start);
    const timer = setInterval(() => {
      if (!socket.writableNeedDrain) socket.write(piece);
    }, everyMs);
    socket.once('close', () => clearInterval(timer));
  };

/** 20 MB in 20 KB. */
export const gzipBomb = gzipSync(Buffer.alloc(20_000_000));

const bomb: Behaviour = (socket) => {
  const start = head(`Content-Encoding: gzip\r\nContent-Length: ${gzipBomb.length}\r\n\r\n`);
  socket.write(Buffer.concat([Buffer.from(start), gzipBomb]));
};

const empty = 'Content-Length: 0\r\n\r\n';
const redirect = (to: string) => answer(`HTTP/1.1 302 Found\r\nLocation: ${to}\r\n${empty}`);
const retryAfter = (value: string) => answer(`HTTP/1.1 503 Busy\r\nRetry-After: ${value}\r\n${empty}`);

export const faults = {
  'reset at accept': { onConnect: reset },
  'reset after the request': { behaviour: reset },
  'reset in the headers': { behaviour: answerThenReset(head('X-A: 1\r\nX-B')) },
  'reset in a body': { behaviour: answerThenReset(head('Content-Length: 10\r\n\r\nhello')) },
  'reset in a chunk': { behaviour: answerThenReset(head('Transfer-Encoding: chunked\r\n\r\n5\r\nhe')) },
  'close after the request': { behaviour: (socket) => void socket.end() },
  'close in the headers': { behaviour: answerThenClose(head('X-A: 1\r\nX-B')) },
  'close in a body': { behaviour: answerThenClose(head('Content-Length: 10\r\n\r\nhello')) },
  'close in a chunk': { behaviour: answerThenClose(head('Transfer-Encoding: chunked\r\n\r\n5\r\nhe')) },
  silence: { behaviour: () => {} },
  'slow headers': { behaviour: endless(head(''), 'X-A: 1\r\n', 5) },
  'slow body': { behaviour: endless(head('Content-Length: 1000000\r\n\r\n'), 'x', 5) },
  'slow chunks': { behaviour: endless(head('Transfer-Encoding: chunked\r\n\r\n'), '1\r\nx\r\n', 5) },
  'endless body': { behaviour: endless(head('\r\n'), 'b'.repeat(50_000)) },
  'endless chunks': {
    behaviour: endless(head('Transfer-Encoding: chunked\r\n\r\n'), `c350\r\n${'c'.repeat(50_000)}\r\n`),
  },
  'gzip bomb': { behaviour: bomb },
  'many headers': { behaviour: endless(head(''), `X-A: ${'a'.repeat(4000)}\r\n`) },
  'endless header': { behaviour: endless(head('X-A: '), 'a'.repeat(4000)) },
  'endless trailers': {
    behaviour: endless(head('Transfer-Encoding: chunked\r\n\r\n0\r\n'), `X-A: ${'a'.repeat(4000)}\r\n`),
  },
  'endless chunk extension': {
    behaviour: endless(head('Transfer-Encoding: chunked\r\n\r\n5;'), 'a'.repeat(4000)),
  },
  'flood of interim answers': { behaviour: endless('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n') },
  'bad chunk size': { behaviour: answer(head('Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n')) },
  'huge chunk size': { behaviour: answer(head('Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx')) },
  'length and chunks': {
    behaviour: answer(head('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n')),
  },
  'two answers': { behaviour: answer(`HTTP/1.1 200 OK\r\n${empty}HTTP/1.1 500 Oops\r\n${empty}`) },
  'more than its length': { behaviour: answer(head('Content-Length: 2\r\n\r\nok, and more')) },
  'answer before the request': { onConnect: answer(head(`Connection: close\r\n${empty}`)), behaviour: () => {} },
  'zero byte in a header': { behaviour: answer(head(`X-A: a\0b\r\n${empty}`)) },
  'two lengths': { behaviour: answer(head('Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!')) },
  'another protocol': { behaviour: answer('220 mail.example.com ESMTP\r\n') },
  'unasked upgrade': {
    behaviour: answer('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
  },
  'unknown status': { behaviour: answer(`HTTP/1.1 700 Odd\r\n${empty}`) },
  'redirect to itself': { behaviour: redirect('/hook') },
  'redirect to metadata': { behaviour: redirect('http://169.254.169.254/latest/meta-data/') },
  'Retry-After of no form': { behaviour: retryAfter('soon') },
  'Retry-After in the past': { behaviour: retryAfter('-5') },
  'Retry-After of ages': { behaviour: retryAfter('999999999') },
  'Retry-After of no date': { behaviour: retryAfter('Thu, 32 Foo 2026 99:99:99 GMT') },
  'expired certificate': { certificate: 'expired' },
  'certificate of tomorrow': { certificate: 'not-yet-valid' },
  'certificate signed by itself': { certificate: 'self-signed' },
  'certificate of another name': { certificate: 'wrong-host' },
  'silence in the handshake': { isTlsSpoken: false },
  'reset in the handshake': {
    isTlsSpoken: false,
    onConnect: (socket) => void socket.once('data', () => socket.resetAndDestroy()),
  },
  'plain answer to a handshake': { isTlsSpoken: false, onConnect: answer('HTTP/1.1 400 Bad Request\r\n\r\n') },
} satisfies Readonly<Record<string, Fault>>;

export interface Fault extends RawServerOptions {
  /** false: the URL says https and the server does not speak TLS. */
  readonly isTlsSpoken?: false;
}

export type FaultName = keyof typeof faults;

export async function startFaultServer(name: FaultName) {
  const fault: Fault = faults[name];
  const server = await startRawServer(fault);
  return {
    ...server,
    url: `${server.origin.replace(/^http:/, fault.isTlsSpoken === false ? 'https:' : 'http:')}/hook`,
  };
}
