import { createServer } from 'node:net';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readPageFiles } from '../../../electron/hosts/loopback/page-files.ts';
import { listenForPages, servePages } from '../../../electron/hosts/loopback/page-server.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';
import { askRaw, askUpgrade } from './raw-request.ts';
import { indexText, makeRendererFolder, outsideText, scriptText } from './renderer-folder.ts';

async function start() {
  const files = await readPageFiles(makeRendererFolder());
  const pages = await listenForPages(0);
  servePages(pages, files);
  onTestFinished(() => {
    pages.server.close();
    pages.server.closeAllConnections();
  });
  const host = `Host: 127.0.0.1:${pages.port}`;
  const get = (target: string, method = 'GET') => askRaw(pages.port, [`${method} ${target} HTTP/1.1`, host]);
  return { ...pages, host, get };
}

test('gives the bundle with its types', async () => {
  const { get } = await start();
  const script = await get('/assets/app-1a2b3c.js');
  expect(script).toMatchObject({ status: 200, body: scriptText });
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await get('/icon.svg')).headers.get('content-type')).toBe('image/svg+xml');
  for (const place of ['/', '/index.html', '/?utm=%20x']) {
    const page = await get(place);
    expect(page, place).toMatchObject({ status: 200, body: indexText });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-cache');
  }
  for (const target of ['/assets/missing.js', '/favicon.ico', '/assets/app-1a2b3c.js/', '/assets/', '/INDEX.HTML']) {
    expect((await get(target)).status, target).toBe(404);
  }
  const head = await get('/', 'HEAD');
  expect(head).toMatchObject({ status: 200, body: '' });
  expect(head.headers.get('content-length')).toBe(String(indexText.length));
});

test('every answer, refusals too, carries the headers that keep a page to itself', async () => {
  const { get, port } = await start();
  const refused = await askRaw(port, ['GET / HTTP/1.1', 'Host: evil.example.com']);
  for (const { headers } of [await get('/'), await get('/nowhere.js'), await get('/', 'POST'), refused]) {
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      "img-src 'self' data:",
      `connect-src 'self' ws://127.0.0.1:${port}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(headers.has('set-cookie')).toBe(false);
  }
});

describe('a request under another name', () => {
  test.each<[string, (port: number) => string[]]>([
    ['a name that was rebound to us', (port) => [`Host: rebound.example.com:${port}`]],
    ['localhost', (port) => [`Host: localhost:${port}`]],
    ['our address without the port', () => ['Host: 127.0.0.1']],
    ['our address with another port', (port) => [`Host: 127.0.0.1:${port + 1}`]],
    ['another spelling of our address', (port) => [`Host: 127.1:${port}`]],
    ['a user before our address', (port) => [`Host: user@127.0.0.1:${port}`]],
    ['a dot behind our address', (port) => [`Host: 127.0.0.1.:${port}`]],
    ['the IPv6 loopback', (port) => [`Host: [::1]:${port}`]],
    ['an empty name', () => ['Host: ']],
  ])('is refused: %s', async (_what, hosts) => {
    const { port } = await start();
    const answer = await askRaw(port, ['GET / HTTP/1.1', ...hosts(port)]);
    expect(answer.status).toBe(421);
    expect(answer.body).not.toContain(indexText);
  });

  test('is refused when it comes beside ours, or not at all', async () => {
    const { port, host } = await start();
    const twice = await askRaw(port, ['GET / HTTP/1.1', host, 'Host: evil.example.com']);
    expect([400, 421]).toContain(twice.status);
    expect((await askRaw(port, ['GET / HTTP/1.1'])).status).toBe(400);
    expect((await askRaw(port, ['GET / HTTP/1.0'])).status).toBe(421);
  });

  test('does not come in through an absolute target', async () => {
    const { port, host } = await start();
    expect((await askRaw(port, ['GET http://evil.example.com/ HTTP/1.1', host])).status).toBe(404);
  });
});

test('nothing outside the bundle is served, however the path is written', async () => {
  const { get } = await start();
  const targets = [
    '/../secret.txt',
    '/../secret',
    '/assets/../../secret.txt',
    '/assets/../../secret',
    '/%2e%2e/secret.txt',
    '/%2E%2E%2Fsecret',
    '/..%2fsecret',
    '/..%5csecret',
    '/..\\secret',
    '/.%2e/secret',
    '//secret',
    '/./secret',
    '/%00/../secret',
    '/assets%2fapp-1a2b3c.js',
    '/.',
    '/..',
    '/secret.txt',
    'secret',
    '*',
  ];
  for (const target of targets) {
    const answer = await get(target);
    expect([400, 404], target).toContain(answer.status);
    expect(answer.body, target).not.toContain(outsideText);
  }
});

test('whatever the target, the answer is the bundle’s or none', async () => {
  const { get } = await start();
  const part = fc.constantFrom(
    '..',
    '.',
    '%2e',
    '%2f',
    '%5c',
    '\\',
    '/',
    'assets',
    'secret',
    'secret.txt',
    '%',
    '?',
    '#',
  );
  const target = fc.array(part, { maxLength: 6 }).map((parts) => `/${parts.join('/')}`);
  await fc.assert(
    fc.asyncProperty(target, async (path) => {
      const { status, body } = await get(path);
      expect(status === 200 ? body : indexText).toBe(indexText);
      expect([200, 400, 404]).toContain(status);
    }),
    { numRuns: 60 },
  );
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])('%s is not taken', async (method) => {
  const { get } = await start();
  const answer = await get('/', method);
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('GET, HEAD');
});

test('a body is not read and a head has its limits', async () => {
  const { port, host } = await start();
  const posted = await askRaw(port, ['POST / HTTP/1.1', host, 'Content-Length: 1000000'], 'x'.repeat(1_000));
  expect(posted.status).toBe(405);
  const long = await askRaw(port, ['GET / HTTP/1.1', host, `X-Long: ${'x'.repeat(20_000)}`]);
  expect(long.status).toBe(431);
  const malformed = await askRaw(
    port,
    ['GET / HTTP/1.1', host, 'Transfer-Encoding: chunked', 'Content-Length: 3'],
    'abc',
  );
  expect(malformed.status).toBe(400);
});

test('the socket’s path is for upgrades, and before the engine is open there is none', async () => {
  const { get, port, host, origin } = await start();
  expect((await get('/socket')).status).toBe(426);
  expect(await askUpgrade(port, '/socket', [host, `Origin: ${origin}`])).toBe(426);
});

test('listens on the loopback address only', async () => {
  const { server } = await start();
  expect(server.address()).toMatchObject({ address: '127.0.0.1', family: 'IPv4' });
});

test('says when the port is taken and when the pages are missing', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  await expect(listenForPages(port)).rejects.toMatchObject({ error: { code: 'PORT_BUSY' } });
  await expect(readPageFiles(makeTemporaryFolder())).rejects.toMatchObject({ error: { code: 'PAGES_MISSING' } });
  await expect(readPageFiles('/nowhere/at/all')).rejects.toMatchObject({ error: { code: 'PAGES_MISSING' } });
});
