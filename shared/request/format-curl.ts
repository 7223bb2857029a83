// A built request as a cURL command. Run as it stands it sends the same method, URL, headers and body; cURL adds its own
// User-Agent and Accept where the integration names none.
import type { BuiltRequest } from './built-request.ts';
import { quoteWord, type Shell } from './quote-word.ts';

/** Beyond this some versions of cURL ask the server first, with a header of their own. */
const expectLimitBytes = 1000;

/** No line break at the end. */
export function formatPreviewAsCurl(request: BuiltRequest, shell: Shell = 'bash'): string {
  const quote = quoteWord[shell];
  const lines = listOptions(request).map(([option, value]) => [option, ...(value === null ? [] : [quote(value)])]);
  return frames[shell](lines.map((words) => words.filter((word) => word !== '').join(' ')));
}

/** An option without a value that could need quotes, or with one. The URL has no option. */
function listOptions({ method, url, headers, body }: BuiltRequest): [option: string, value: string | null][] {
  // --globoff: brackets and braces in a URL are no patterns.
  const options: [string, string | null][] = [
    ['--http1.1 --globoff', null],
    [`--request ${method}`, null],
    ['', url],
  ];
  for (const [name, value] of headers) {
    // `Name:` would remove the header; `Name;` sends it empty.
    options.push(['--header', value === '' ? `${name};` : `${name}: ${value}`]);
  }
  const hasContentType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const data = body ?? (method === 'POST' ? '' : null);
  if (data !== null) {
    // --data-raw: a leading @ names no file. Without a type of ours cURL would call it a form.
    options.push(['--data-raw', data]);
    if (!hasContentType) options.push(['--header', 'Content-Type:']);
    if (data.length * 3 > expectLimitBytes) options.push(['--header', 'Expect:']);
  }
  return options;
}

/** A line for each option, as the shell has them continued. */
const frames: Readonly<Record<Shell, (options: readonly string[]) => string>> = {
  bash: (options) => `curl ${options.join(' \\\n  ')}`,
  // `curl` is another command in Windows PowerShell. Up to 7.2 it always builds a program's line the legacy way, and later versions
  // do when asked to; without that, no spelling of a quote is right in all of them.
  powershell: (options) => `& { $PSNativeCommandArgumentPassing = 'Legacy'; curl.exe ${options.join(' `\n  ')} }`,
  cmd: (options) => `curl ${options.join(' ^\n  ')}`,
};
