// Lays what was previewed against what arrived: method, path and query, the previewed headers in their order, and the bytes of the body. Pure.
import type { Capture } from '../../../shared/bench/capture.ts';
import { listAddedHeaders } from '../../../shared/request/added-headers.ts';
import type { BuiltRequest, HeaderList } from '../../../shared/request/built-request.ts';
import { version } from '../machine/version.ts';
import { showOneLine } from './terminal-text.ts';

export interface ComparedPart {
  readonly part: 'method' | 'path and query' | 'headers' | 'body';
  readonly equal: boolean;
  /** As lines of text; a body may be none. */
  readonly previewed: readonly string[];
  readonly received: readonly string[];
}

export function compareRequest(previewed: BuiltRequest, received: Capture): ComparedPart[] {
  const body = Buffer.from(received.bodyBase64, 'base64');
  return [
    compare('method', [previewed.method], [received.method]),
    compare('path and query', [targetOf(previewed.url)], [received.path]),
    compare('headers', linesOf(previewed.headers), linesOf(withoutAdded(previewed, received.headers))),
    {
      // The text could hide a difference that decoding levels, so the bytes decide.
      ...compare('body', bodyLines(previewed.body ?? ''), bodyLines(body.toString('utf8'))),
      equal: body.equals(Buffer.from(previewed.body ?? '', 'utf8')) && !received.isCut,
    },
  ];
}

function compare(part: ComparedPart['part'], previewed: readonly string[], received: readonly string[]): ComparedPart {
  return { part, equal: previewed.join('\n') === received.join('\n'), previewed, received };
}

/** Path and query: what follows the origin. */
function targetOf(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2));
}

const linesOf = (headers: HeaderList): string[] => headers.map(([name, value]) => `${name}: ${value}`);
const bodyLines = (body: string): string[] => (body === '' ? [] : [body]);

/** The preview shows apart what is added on the way; an arrived header of such a name is none of the integration's. */
function withoutAdded(previewed: BuiltRequest, headers: HeaderList): HeaderList {
  const added = listAddedHeaders({ request: previewed, version, isIdentified: true, isSigned: true });
  const names = new Set(added.map(([name]) => name.toLowerCase()));
  return headers.filter(([name]) => !names.has(name.toLowerCase()));
}

/** `=` stands for both, `-` for what was previewed only, `+` for what was received only. */
export function describeComparison(parts: readonly ComparedPart[]): string[] {
  const lines = parts.flatMap(({ equal, previewed, received }) =>
    equal
      ? previewed.map((line) => `= ${showOneLine(line)}`)
      : [...previewed.map((line) => `- ${showOneLine(line)}`), ...received.map((line) => `+ ${showOneLine(line)}`)],
  );
  const different = parts.filter(({ equal }) => !equal).map(({ part }) => part);
  const verdict = different.length === 0 ? 'Equal, byte for byte.' : `NOT equal: ${different.join(', ')} differ.`;
  return [...lines, verdict];
}
