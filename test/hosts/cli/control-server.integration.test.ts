import http from 'node:http';
import net from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type ControlServer, type Health, listenForControl } from '../../../electron/hosts/cli/serve/control-server.ts';

const token = 'token-of-the-test';

async function start(health: () => Health = () => ({ status: 'ok' })): Promise<ControlServer> {
  const control = await listenForControl(0);
  onTestFinished(() => control.close());
  control.serve({ health, metrics: () => 'switchhook_build_info 1\n' }, token);
  return control;
}

function ask({ url }: ControlServer, path: string, options: http.RequestOptions = {}) {
  const headers = { authorization: `Bearer ${token}`, ...options.headers };
  return new Promise<{ status: number | undefined; headers: http.IncomingHttpHeaders; text: string }>(
    (resolve, reject) => {
      const request = http.request(`${url}${path}`, { ...options, headers, agent: false }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += String(chunk);
        });
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
      });
      request.on('error', reject).end();
    },
  );
}

test('listens on 127.0.0.1 only', async () => {
  const control = await start();
  expect(control.url).toBe(`http://127.0.0.1:${control.port}`);
  const socket = net.connect({ host: '::1', port: control.port });
  const end = await new Promise((resolve) =>
    socket.once('error', () => resolve('refused')).once('connect', () => resolve('open')),
  );
  socket.destroy();
  expect(end).toBe('refused');
});

test('is unhealthy while it is paused or closing, and says why', async () => {
  let health: Health = { status: 'paused', reason: 'The disk is full.' };
  const control = await start(() => health);
  expect(await ask(control, '/healthz')).toMatchObject({ status: 503, text: `${JSON.stringify(health)}\n` });
  health = { status: 'closing' };
  expect((await ask(control, '/healthz')).status).toBe(503);
  health = { status: 'ok' };
  expect((await ask(control, '/healthz?verbose=1')).status).toBe(200);
});

test('a page on another name cannot ask, even with the token', async () => {
  const control = await start();
  for (const host of [
    'rebound.example.com',
    `rebound.example.com:${control.port}`,
    `LOCALHOST:${control.port}`,
    '127.0.0.1',
  ]) {
    expect((await ask(control, '/metrics', { headers: { host } })).status, host).toBe(421);
  }
});

test('without the token nothing is told, not even which pages there are', async () => {
  const control = await start();
  for (const path of ['/healthz', '/metrics', '/nowhere']) {
    const reply = await ask(control, path, { headers: { authorization: 'Bearer wrong' } });
    expect(reply).toMatchObject({ status: 401, text: '401 Unauthorized\n' });
    expect(reply.headers['www-authenticate']).toMatch(/^Bearer /);
    expect(reply.headers['cache-control']).toBe('no-store');
  }
});

test('HEAD has the headers and no body; a body that comes along is not read', async () => {
  const control = await start();
  expect(await ask(control, '/metrics', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  const reply = await ask(control, '/metrics', { method: 'DELETE', headers: { 'content-length': '5' } }).catch(
    () => null,
  );
  expect(reply === null || reply.status === 405).toBe(true);
});
