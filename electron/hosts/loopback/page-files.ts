// The renderer bundle, read into memory at the start: what is not in it cannot be served, however a path is written.
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { loopbackErrors } from './loopback-errors.ts';

export interface PageFile {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** By path as a browser asks for it: `/index.html`, `/assets/…`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

export const indexPath = '/index.html';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Throws Failure PAGES_MISSING. */
export async function readPageFiles(folder: string): Promise<PageFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(paths.map(async (path) => [toUrlPath(folder, path), await readPage(path)] as const));
  const pages = new Map(files);
  if (!pages.has(indexPath)) throw loopbackErrors.fail('PAGES_MISSING', { path: folder });
  return pages;
}

function toUrlPath(folder: string, path: string): string {
  return `/${relative(folder, path).split(sep).join('/')}`;
}

async function readPage(path: string): Promise<PageFile> {
  return { type: types[extname(path)] ?? 'application/octet-stream', bytes: await readFile(path) };
}
