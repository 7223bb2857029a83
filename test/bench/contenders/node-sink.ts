// A sink in Node: answers 204 and counts, or, `silent`, takes requests and never answers.
import { createServer } from 'node:http';

const [port, manner] = process.argv.slice(2);
let count = 0;

const server = createServer((request, response) => {
  request.resume();
  count += 1;
  if (request.url === '/status') response.end(`Active connections: 0\n requests\n ${count} ${count} ${count}\n`);
  else if (manner !== 'silent' && !request.url?.startsWith('/silent')) response.writeHead(204).end();
});
server.keepAliveTimeout = 3_600_000;
server.listen(Number(port), '127.0.0.1', 4_096);
