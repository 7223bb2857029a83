// Lays what Switchhook built for a delivery against what came to the receiver: method, path and query, the built headers in their
// order, and the bytes of the body. Secrets stand masked on both sides, each side in its own way, and are not compared. Pure.
import type { Capture } from '../../../shared/bench/capture.ts';
import { listAddedHeaders } from '../../../shared/request/added-headers.ts';
import type { BuiltRequest, HeaderList } from '../../../shared/request/built-request.ts';
import { secretMask } from '../../../shared/request/integration.ts';
import { readBody } from './capture-text.ts';

export type ComparedPart = 'method' | 'target' | 'headers' | 'body';

export interface Comparison {
  readonly part: ComparedPart;
  readonly isEqual: boolean;
  /** Lines of text; of equal parts both sides are the same. */
  readonly built: readonly string[];
  readonly received: readonly string[];
}

export function compareCapture(built: BuiltRequest, received: Capture): Comparison[] {
  const body = readBody(received);
  return [
    compare('method', [built.method], [received.method]),
    compare('target', [targetOf(built.url)], [received.path]),
    compare('headers', linesOf(built.headers), linesOf(withoutAdded(built, received.headers))),
    {
      ...compare('body', linesOfBody(built.body ?? ''), linesOfBody(body.text ?? '')),
      // The text could hide a difference that decoding levels, so the bytes decide.
      isEqual: isSameBytes(new TextEncoder().encode(built.body ?? ''), body.bytes) && !received.isCut,
    },
  ];
}

function compare(part: ComparedPart, built: readonly string[], received: readonly string[]): Comparison {
  const isEqual = built.length === received.length && built.every((line, at) => isSameLine(line, received[at] ?? ''));
  return { part, isEqual, built, received };
}

/** Where a secret stands masked, what comes before it is compared. */
function isSameLine(built: string, received: string): boolean {
  const secretAt = built.indexOf(secretMask);
  return secretAt < 0 ? built === received : received.startsWith(built.slice(0, secretAt));
}

/** Path and query: what follows the origin, and the receiver's own beginning of the path where it stands. */
function targetOf(url: string): string {
  const target = url.slice(url.indexOf('/', url.indexOf('//') + 2));
  return target.replace(/^\/in\/[\w-]+(?=[/?]|$)/, '');
}

const linesOf = (headers: HeaderList): string[] => headers.map(([name, value]) => `${name}: ${value}`);
const linesOfBody = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** What is added on the way is none of the integration's; the names are those, whatever the version. */
function withoutAdded(built: BuiltRequest, headers: HeaderList): HeaderList {
  const added = listAddedHeaders({ request: built, version: '', isIdentified: true, isSigned: true });
  const names = new Set(added.map(([name]) => name.toLowerCase()));
  return headers.filter(([name]) => !names.has(name.toLowerCase()));
}

function isSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
