// A built request as a cURL command for a POSIX shell. Run as it stands it sends the same method, URL, headers and body;
// cURL adds its own User-Agent and Accept where the integration names none.
import type { BuiltRequest } from './built-request.ts';

/** Beyond this some versions of cURL ask the server first, with a header of their own. */
const expectLimitBytes = 1000;

/** No line break at the end. */
export function formatPreviewAsCurl({ method, url, headers, body }: BuiltRequest): string {
  // --globoff: brackets and braces in a URL are no patterns.
  const words = ['curl --http1.1 --globoff', `--request ${method}`, quote(url)];
  for (const [name, value] of headers) {
    // `Name:` would remove the header; `Name;` sends it empty.
    words.push(`--header ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  const hasContentType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const data = body ?? (method === 'POST' ? '' : null);
  if (data !== null) {
    // --data-raw: a leading @ names no file. Without a type of ours cURL would call it a form.
    words.push(`--data-raw ${quote(data)}`);
    if (!hasContentType) words.push(`--header ${quote('Content-Type:')}`);
    if (data.length * 3 > expectLimitBytes) words.push(`--header ${quote('Expect:')}`);
  }
  return words.join(' \\\n  ');
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
