// Serves the renderer's bundle under our own scheme. A request is looked up in the list of files made at start, so no path
// it can name leads anywhere else. Every answer carries the content security policy, the refusals too.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { protocol } from 'electron';
import { appScheme, isOwnUrl } from './app-origin.ts';

const securityHeaders = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const pagePath = '/index.html';

/** Before the application is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }]);
}

/** After the application is ready. Throws when there is no page in the folder. */
export function serveRenderer(folder: string): void {
  const files = listServedFiles(folder);
  if (!files.has(pagePath)) throw new Error(`${folder} holds no index.html.`);
  protocol.handle(appScheme, (request) => answerRequest(files, request));
}

/** What is served: path of the URL → file. */
type ServedFiles = ReadonlyMap<string, string>;

function listServedFiles(folder: string): ServedFiles {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [`/${relative(folder, path).replaceAll(sep, '/')}`, path];
    }),
  );
}

async function answerRequest(files: ServedFiles, { method, url }: Request): Promise<Response> {
  if (!isOwnUrl(url)) return refuse(404);
  if (method !== 'GET') return refuse(405);
  // The page keeps its place in the fragment, so it has one address.
  const { pathname } = new URL(url);
  const path = files.get(pathname === '/' ? pagePath : pathname);
  if (path === undefined) return refuse(404);
  const type = contentTypes[extname(path)] ?? 'application/octet-stream';
  return new Response(new Uint8Array(await readFile(path)), { headers: { ...securityHeaders, 'Content-Type': type } });
}

const refuse = (status: number): Response => new Response(null, { status, headers: securityHeaders });
