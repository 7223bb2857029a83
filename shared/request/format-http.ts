// A built request as HTTP text for a person. What Switchhook adds when it sends stands apart, behind number signs.
import type { BuiltRequest, HeaderList } from './built-request.ts';

/** `added` comes from `listAddedHeaders`; with none the second part is left out. No line break at the end. */
export function formatPreviewAsHttp(request: BuiltRequest, added: HeaderList): string {
  const lines = [`${request.method} ${requestTarget(request.url)} HTTP/1.1`, ...request.headers.map(formatHeader)];
  if (request.body !== null) lines.push('', request.body);
  if (added.length > 0) {
    lines.push('', '# Added by Switchhook when it sends:', ...added.map((header) => `# ${formatHeader(header)}`));
  }
  return lines.join('\n');
}

function formatHeader([name, value]: readonly [string, string]): string {
  return value === '' ? `${name}:` : `${name}: ${value}`;
}

/** Path and query: what follows the origin. */
function requestTarget(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2));
}
