// Where requests go: nginx answering 204, where Debian's package is there; else a node:http process, which costs as much CPU as a client
// does and hides it. It runs beside the contenders and its CPU counts for nobody.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort, type OwnServer, startServer } from './own-processes.ts';

export interface Sink extends OwnServer {
  readonly kind: 'nginx' | 'node:http';
  /** Requests that came, this question left out. */
  countRequests(): Promise<number>;
}

const nginxPath = '/usr/sbin/nginx';

/** `/silent` takes a request and never answers; everything else is 204 at once. */
export async function startSink(temporaryFolder: string): Promise<Sink> {
  const [port, silentPort] = [await findFreePort(), await findFreePort()];
  const silent = await startNodeSink({ port: silentPort, isSilent: true });
  const isNginx = existsSync(nginxPath);
  const server = isNginx
    ? await startNginx({ port, silentPort, folder: join(temporaryFolder, 'nginx') })
    : await startNodeSink({ port, isSilent: false });
  let asked = 0;
  return {
    ...server,
    kind: isNginx ? 'nginx' : 'node:http',
    countRequests: async () => {
      asked += 1;
      const text = await (await fetch(`http://127.0.0.1:${port}/status`)).text();
      return Number(/^\s*\d+ \d+ (\d+)\s*$/m.exec(text)?.[1]) - asked;
    },
    stop: async () => {
      await server.stop();
      await silent.stop();
    },
  };
}

/** One process, so that it runs as whoever starts it and needs no folder that others can read. */
function startNginx(of: { port: number; silentPort: number; folder: string }): Promise<OwnServer> {
  mkdirSync(of.folder);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${kind};`);
  const config = `
    daemon off; master_process off; pid nginx.pid; error_log stderr error;
    events { worker_connections 4096; }
    http {
      access_log off; keepalive_requests 1000000000; keepalive_timeout 3600s; ${temporary.join(' ')}
      server {
        listen 127.0.0.1:${of.port} backlog=4096;
        location = /status { stub_status; }
        location /silent { proxy_pass http://127.0.0.1:${of.silentPort}; proxy_read_timeout 1h; }
        location / { return 204; }
      }
    }`;
  writeFileSync(join(of.folder, 'nginx.conf'), config);
  return startServer({
    program: nginxPath,
    arguments: ['-e', 'stderr', '-p', of.folder, '-c', join(of.folder, 'nginx.conf')],
    port: of.port,
  });
}

function startNodeSink(of: { port: number; isSilent: boolean }): Promise<OwnServer> {
  const file = join(import.meta.dirname, 'contenders', 'node-sink.ts');
  const flags = ['--disable-warning=ExperimentalWarning', file, String(of.port), of.isSilent ? 'silent' : 'answering'];
  return startServer({ program: process.execPath, arguments: flags, port: of.port });
}
