// A server that is far away: the system answers the first packet of a connection late, as it does when its queue is full. Linux only.
import net from 'node:net';
import { Worker } from 'node:worker_threads';

// Its thread stands still, so that nothing takes connections out of the queue.
const standStill = `
  const net = require('node:net');
  const { parentPort, workerData } = require('node:worker_threads');
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', () => socket.end('HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n'));
  });
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(workerData, 0, 0));
  });
`;
/** So many connections fit into a queue of one, and the next one's packet is dropped. */
const fitting = 2;

export async function startFarServer() {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(standStill, { eval: true, workerData: gate });
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  const fillers: net.Socket[] = [];
  for (let left = fitting; left > 0; left -= 1) {
    const filler = net.connect(port, '127.0.0.1').on('error', () => {});
    await new Promise<void>((resolve) => filler.once('connect', resolve));
    fillers.push(filler);
  }
  return {
    port,
    /** From now on it takes connections; what was dropped is sent again by the system, after a second. */
    goOn: () => {
      Atomics.store(gate, 0, 1);
      Atomics.notify(gate, 0);
    },
    close: async () => {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}
