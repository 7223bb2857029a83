// A proxy that takes CONNECT, notes down what it was asked, and leads every connection to one local port: targets of tests have
// addresses that are never reached.
import http from 'node:http';
import net from 'node:net';

export interface ConnectProxy {
  readonly port: number;
  /** What was asked for, with the credentials that came along. */
  readonly asked: { authority: string; authorization: string | undefined }[];
  close(): Promise<void>;
}

/** `answer`: instead of a connection, a status line, or nothing at all (`silence`). undefined: a connection. */
export async function startConnectProxy(
  leadTo: number,
  answerTo: (authority: string) => string | undefined = () => undefined,
): Promise<ConnectProxy> {
  const asked: ConnectProxy['asked'] = [];
  const sockets = new Set<net.Socket>();
  const server = http.createServer((_request, response) => void response.writeHead(400).end());
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
    asked.push({ authority: request.url ?? '', authorization: request.headers['proxy-authorization'] });
    const answer = answerTo(request.url ?? '');
    if (answer === 'silence') return;
    if (answer !== undefined) {
      socket.end(`HTTP/1.1 ${answer}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const onward = net.connect(leadTo, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.once('close', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
