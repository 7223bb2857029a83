// bash is asked itself. PowerShell and cmd are not here: their documented rules stand below, each written without looking at the quoting.
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BuiltRequest } from '../../../shared/request/built-request.ts';
import { formatPreviewAsCurl } from '../../../shared/request/format-curl.ts';
import { type Shell, shells } from '../../../shared/request/quote-word.ts';

const request: BuiltRequest = {
  method: 'POST',
  url: 'https://crm.example.com/hook?src=pbx&bad=%zz&home=%USERPROFILE%',
  headers: [['Content-Type', 'application/json']],
  body: '{"name":"O\'Hara é"}',
};

/** The arguments that bash gives to a program. */
function askBash(command: string): string[] {
  const { stdout, status } = spawnSync('bash', ['--norc', '-c', `curl() { printf '%s\\0' "$@"; }\n${command}`], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return stdout.split('\0').slice(0, -1);
}

/** How a Windows program splits its line (“Parsing C command-line arguments”). */
function splitLine(line: string): string[] {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    while (line[at] === ' ' || line[at] === '\t') at += 1;
    if (at >= line.length) break;
    let word = '';
    let isQuoted = false;
    for (; at < line.length && (isQuoted || (line[at] !== ' ' && line[at] !== '\t')); ) {
      let slashes = 0;
      while (line[at] === '\\') {
        slashes += 1;
        at += 1;
      }
      if (line[at] !== '"') {
        word += '\\'.repeat(slashes);
        if (slashes > 0) continue;
        word += line[at];
        at += 1;
        continue;
      }
      word += '\\'.repeat(Math.floor(slashes / 2));
      if (slashes % 2 === 1) word += '"';
      else isQuoted = !isQuoted;
      at += 1;
    }
    words.push(word);
  }
  return words;
}

const isPowerShellQuote = (unit: string | undefined) =>
  unit !== undefined && "'\u2018\u2019\u201a\u201b".includes(unit);

/** PowerShell: single-quoted strings (about_Quoting_Rules), a backtick before a line break, and the legacy way of building a line. */
function askPowerShell(command: string): string[] {
  const prefix = "& { $PSNativeCommandArgumentPassing = 'Legacy'; curl.exe ";
  expect(command.startsWith(prefix) && command.endsWith(' }')).toBe(true);
  const source = command.slice(prefix.length, -' }'.length);
  const given: string[] = [];
  for (let at = 0; at < source.length; ) {
    if (source.startsWith('`\n', at)) at += 2;
    else if (source[at] === ' ') at += 1;
    else if (isPowerShellQuote(source[at])) {
      let word = '';
      for (at += 1; ; at += 1) {
        if (at >= source.length) throw new Error('The string has no end.');
        if (isPowerShellQuote(source[at])) {
          if (!isPowerShellQuote(source[at + 1])) break;
          at += 1;
        }
        word += source[at];
      }
      at += 1;
      given.push(word);
    } else {
      const bare = /^[-\w.]+/.exec(source.slice(at))?.[0] ?? '';
      expect(bare).not.toBe('');
      given.push(bare);
      at += bare.length;
    }
  }
  return splitLine(given.map(buildLegacy).join(' '));
}

/** NativeCommandParameterBinder: quotes are put around what has white space outside of quotes; nothing is escaped. */
function buildLegacy(word: string): string {
  let quotes = 0;
  let isAfterSlash = false;
  let needsQuotes = false;
  for (const unit of word.split('')) {
    if (unit === '"' && !isAfterSlash) quotes += 1;
    else if (/\s/.test(unit) && quotes % 2 === 0) needsQuotes = true;
    isAfterSlash = unit === '\\';
  }
  return needsQuotes ? `"${word}"` : word;
}

/** cmd at its prompt: variables first, then carets and quotes, line by line. */
function askCmd(command: string): string[] {
  const variables: Record<string, string> = {
    path: 'C:\\Windows',
    userprofile: 'C:\\Users\\robin',
    a: 'nothing',
    '20': '',
  };
  const expanded = command
    .replaceAll('\r', '')
    .replace(/%([^%\n]+)%/g, (text, name: string) => variables[name.toLowerCase()] ?? text);
  let line = '';
  let isQuoted = false;
  for (let at = 0; at < expanded.length; at += 1) {
    const unit = expanded[at] ?? '';
    if (unit === '^' && !isQuoted) {
      at += 1;
      // A caret at the end of a line takes the line break away and stands before the first character of the next.
      if (expanded[at] === '\n') at += 1;
      line += expanded[at] ?? '';
      continue;
    }
    if (unit === '"') isQuoted = !isQuoted;
    if (unit === '\n' || (!isQuoted && '&|<>()'.includes(unit)))
      throw new Error(`cmd takes ${JSON.stringify(unit)} for itself`);
    line += unit;
  }
  const [program, ...words] = splitLine(line);
  expect(program).toBe('curl');
  return words;
}

const ask: Readonly<Record<Shell, (command: string) => string[]>> = {
  bash: askBash,
  powershell: askPowerShell,
  cmd: askCmd,
};

/** What every shell has to make of it. */
function wordsOf({ method, url, headers, body }: BuiltRequest): string[] {
  return [
    ...['--http1.1', '--globoff', '--request', method, url],
    ...headers.flatMap(([name, value]) => ['--header', value === '' ? `${name};` : `${name}: ${value}`]),
    ...(body === null ? [] : ['--data-raw', body]),
  ];
}

const pieces = [
  ...[
    "'",
    '"',
    '\\',
    '\\\\',
    '\\"',
    '$',
    '$(id)',
    '`',
    '`id`',
    '!',
    '!!',
    '@',
    '{',
    '[',
    ' ',
    '\t',
    'a',
    '%',
    '%a%',
    '%PATH%',
    '%20',
  ],
  ...[
    '^',
    '&',
    '|',
    '<',
    '>',
    '(',
    ')',
    ';',
    ',',
    '=',
    '#',
    '~',
    '*',
    '?',
    '\n',
    '“',
    '’',
    '‘',
    '‚',
    '‛',
    'é',
    '😀',
    "''",
    '--%',
    '@{',
  ],
];
const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((list) => list.join(''));

describe('a cURL command', () => {
  it.each([
    ['bash', 150],
    ['powershell', 3000],
    ['cmd', 3000],
  ] as const)('for %s gives cURL the same words whatever URL, headers and body hold', (shell, numRuns) => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (inUrl, value, body) => {
        const odd: BuiltRequest = {
          ...request,
          url: `https://crm.example.com/${inUrl.replaceAll('\n', '')}`,
          headers: [
            ['Content-Type', 'text/plain'],
            ['X-A', value.replaceAll('\n', '')],
          ],
          body,
        };
        expect(ask[shell](formatPreviewAsCurl(odd, shell))).toEqual(wordsOf(odd));
      }),
      { numRuns },
    );
  });

  it.each(shells)('for %s does not run what a value says', (shell) => {
    const odd: BuiltRequest = { ...request, body: '"; calc.exe & $(calc) `calc` | calc > x; \' ; calc #' };
    expect(ask[shell](formatPreviewAsCurl(odd, shell))).toEqual(wordsOf(odd));
  });

  it('for cmd has its quotes behind carets', () => {
    expect(formatPreviewAsCurl({ ...request, body: '{"a":"50%"}' }, 'cmd')).toBe(
      `curl --http1.1 --globoff ^
  --request POST ^
  ^"https://crm.example.com/hook?src=pbx^&bad=^%zz^&home=^%USERPROFILE^%^" ^
  --header ^"Content-Type: application/json^" ^
  --data-raw ^"{\\^"a\\^":\\^"50^%\\^"}^"`,
    );
  });

  it('for PowerShell names the program, and how its line is built', () => {
    expect(formatPreviewAsCurl({ ...request, url: 'http://example.com/', body: '{"a":"it\'s"}' }, 'powershell')).toBe(
      `& { $PSNativeCommandArgumentPassing = 'Legacy'; curl.exe --http1.1 --globoff \`
  --request POST \`
  '"http://example.com/"' \`
  --header '"Content-Type: application/json"' \`
  --data-raw '"{\\"a\\":\\"it''s\\"}"' }`,
    );
  });
});
