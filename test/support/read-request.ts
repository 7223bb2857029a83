// Requests as the page shows them, read back into their parts: a preview as cURL, and a capture as it came.

export interface ReadRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export function readCurl(text: string): ReadRequest {
  const words = [...text.matchAll(/(?:--([\w-]+) )?'((?:[^']|'\\'')*)'/g)].map(
    ([, option = 'url', word = '']) => [option, word.replaceAll("'\\''", "'")] as const,
  );
  const all = (wanted: string) => words.filter(([option]) => option === wanted).map(([, word]) => word);
  const url = new URL(all('url')[0] ?? '');
  return {
    method: /--request (\w+)/.exec(text)?.[1] ?? '',
    path: url.pathname + url.search,
    headers: all('header').map(readHeader),
    body: all('data-raw')[0] ?? '',
  };
}

export function readCapture(text: string): ReadRequest {
  const [head = '', ...rest] = text.split('\n\n');
  const [first = '', ...lines] = head.split('\n');
  const [method = '', path = ''] = first.split(' ');
  return { method, path, headers: lines.map(readHeader), body: rest.join('\n\n') };
}

function readHeader(line: string): readonly [string, string] {
  const [, name = '', value = ''] = /^([^:]+): ?(.*)$/.exec(line) ?? [];
  return [name, value];
}
