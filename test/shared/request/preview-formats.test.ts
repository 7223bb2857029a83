import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listAddedHeaders } from '../../../shared/request/added-headers.ts';
import type { BuiltRequest } from '../../../shared/request/built-request.ts';
import { formatPreviewAsCurl } from '../../../shared/request/format-curl.ts';
import { formatPreviewAsHar } from '../../../shared/request/format-har.ts';
import { formatPreviewAsHttp } from '../../../shared/request/format-http.ts';

const request: BuiltRequest = {
  method: 'POST',
  url: 'https://crm.example.com:8443/hook/v2?src=pbx&who=a+b%2B&bad=%zz&&flag',
  headers: [
    ['Content-Type', 'application/json'],
    ['Authorization', 'Bearer ••••••'],
    ['X-Empty', ''],
  ],
  body: '{"name":"O\'Hara é"}',
};
const bare: BuiltRequest = { method: 'GET', url: 'http://example.com/', headers: [], body: null };
const options = { version: '1.2.3', isIdentified: true, isSigned: false };

describe('the headers added when sending', () => {
  it('are those of the connection and of Switchhook, with the length in bytes', () => {
    expect(listAddedHeaders({ request, ...options })).toEqual([
      ['Host', 'crm.example.com:8443'],
      ['Content-Length', '20'],
      ['Connection', 'keep-alive'],
      ['User-Agent', 'Switchhook/1.2.3'],
      ['Accept', '*/*'],
      ['Switchhook-Delivery', '<delivery id>'],
      ['Switchhook-Attempt', '<attempt number>'],
    ]);
  });

  it('leave out what the integration chose itself, and what the endpoint does not want', () => {
    const headers: BuiltRequest['headers'] = [
      ['accept', 'text/plain'],
      ['USER-AGENT', ''],
    ];
    expect(listAddedHeaders({ request: { ...bare, headers }, ...options, isIdentified: false })).toEqual([
      ['Host', 'example.com'],
      ['Connection', 'keep-alive'],
    ]);
  });

  it('name a length of nothing for a POST without body and not for a GET', () => {
    const names = (method: 'GET' | 'POST', body: string | null) =>
      listAddedHeaders({ request: { ...bare, method, body }, ...options }).filter(
        ([name]) => name === 'Content-Length',
      );
    expect(names('POST', null)).toEqual([['Content-Length', '0']]);
    expect(names('POST', '')).toEqual([['Content-Length', '0']]);
    expect(names('GET', null)).toEqual([]);
    expect(names('GET', '{}')).toEqual([['Content-Length', '2']]);
  });

  it('end with the signature where there is one', () => {
    expect(listAddedHeaders({ request: bare, ...options, isIdentified: false, isSigned: true }).slice(-3)).toEqual([
      ['webhook-id', '<delivery id>'],
      ['webhook-timestamp', '<unix seconds>'],
      ['webhook-signature', '<signature>'],
    ]);
  });
});

describe('the HTTP form', () => {
  it('keeps what is added apart from what is sent as previewed', () => {
    expect(formatPreviewAsHttp(request, listAddedHeaders({ request, ...options }))).toBe(
      `POST /hook/v2?src=pbx&who=a+b%2B&bad=%zz&&flag HTTP/1.1
Content-Type: application/json
Authorization: Bearer ••••••
X-Empty:

{"name":"O'Hara é"}

# Added by Switchhook when it sends:
# Host: crm.example.com:8443
# Content-Length: 20
# Connection: keep-alive
# User-Agent: Switchhook/1.2.3
# Accept: */*
# Switchhook-Delivery: <delivery id>
# Switchhook-Attempt: <attempt number>`,
    );
  });

  it('of a request without body or additions is its head alone', () => {
    expect(formatPreviewAsHttp(bare, [])).toBe('GET / HTTP/1.1');
  });
});

/** What a POSIX shell makes of a command that uses single quotes, backslashes and line continuations only. */
function splitWords(command: string): string[] {
  const words = [...command.matchAll(/(?:'[^']*'|\\[^\n]|[^\s'\\])+/g)];
  return words.map(([word]) => word.replace(/'([^']*)'|\\(.)/g, (_, quoted, escaped) => quoted ?? escaped));
}

describe('the cURL form', () => {
  it('is one command, a word to a line', () => {
    expect(formatPreviewAsCurl(request)).toBe(
      `curl --http1.1 --globoff \\
  --request POST \\
  'https://crm.example.com:8443/hook/v2?src=pbx&who=a+b%2B&bad=%zz&&flag' \\
  --header 'Content-Type: application/json' \\
  --header 'Authorization: Bearer ••••••' \\
  --header 'X-Empty;' \\
  --data-raw '{"name":"O'\\''Hara é"}'`,
    );
  });

  it('sends a body with GET, and no body without one', () => {
    expect(splitWords(formatPreviewAsCurl({ ...request, method: 'GET' }))).toEqual(
      expect.arrayContaining(['--request', 'GET', '--data-raw', request.body]),
    );
    expect(formatPreviewAsCurl(bare)).toBe("curl --http1.1 --globoff \\\n  --request GET \\\n  'http://example.com/'");
  });

  it('says that a POST is empty, without calling it a form', () => {
    const words = splitWords(formatPreviewAsCurl({ ...bare, method: 'POST' }));
    expect(words.slice(-4)).toEqual(['--data-raw', '', '--header', 'Content-Type:']);
    const typed = splitWords(
      formatPreviewAsCurl({ ...bare, method: 'POST', headers: [['content-type', 'text/json']] }),
    );
    expect(typed).not.toContain('Content-Type:');
  });

  it('stops cURL from asking first when a body is long', () => {
    expect(splitWords(formatPreviewAsCurl({ ...request, body: 'x'.repeat(1001) }))).toContain('Expect:');
    expect(splitWords(formatPreviewAsCurl(request))).not.toContain('Expect:');
  });

  it('survives the shell whatever the URL, headers and body hold', () => {
    const text = fc.string({
      unit: fc.constantFrom("'", '"', '\\', '$', '`', '!', '@', '{', '[', ' ', 'a', '\n', '%'),
    });
    fc.assert(
      fc.property(text, text, (value, body) => {
        const words = splitWords(formatPreviewAsCurl({ ...request, headers: [['X-A', `a${value}`]], body }));
        expect(words).toContain(`X-A: a${value}`);
        expect(words[words.indexOf('--data-raw') + 1]).toBe(body);
      }),
    );
  });
});

describe('the HAR form', () => {
  const startedAt = '2026-11-23T10:41:07+11:00';

  it('is a log of one entry that was never sent', () => {
    const { log } = formatPreviewAsHar({ request, version: '1.2.3', startedAt });
    expect(log.version).toBe('1.2');
    expect(log.creator).toEqual({ name: 'Switchhook', version: '1.2.3' });
    expect(log.entries).toHaveLength(1);
    expect(log.entries[0]).toEqual({
      startedDateTime: startedAt,
      time: 0,
      request: {
        method: 'POST',
        url: request.url,
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: [
          { name: 'Content-Type', value: 'application/json' },
          { name: 'Authorization', value: 'Bearer ••••••' },
          { name: 'X-Empty', value: '' },
        ],
        queryString: [
          { name: 'src', value: 'pbx' },
          { name: 'who', value: 'a b+' },
          { name: 'bad', value: '%zz' },
          { name: 'flag', value: '' },
        ],
        postData: { mimeType: 'application/json', text: request.body },
        headersSize: -1,
        bodySize: 20,
      },
      response: {
        ...{ status: 0, statusText: '', httpVersion: 'HTTP/1.1', cookies: [], headers: [] },
        ...{ content: { size: 0, mimeType: 'x-unknown' }, redirectURL: '', headersSize: -1, bodySize: -1 },
      },
      cache: {},
      timings: { send: 0, wait: 0, receive: 0 },
    });
  });

  it('has no post data without a body, and no type where none is sent', () => {
    const without = formatPreviewAsHar({ request: bare, version: '1', startedAt }).log.entries[0]?.request;
    expect(without).toMatchObject({ queryString: [], bodySize: 0 });
    expect(without).not.toHaveProperty('postData');
    const empty = formatPreviewAsHar({ request: { ...bare, body: '' }, version: '1', startedAt }).log.entries[0];
    expect(empty?.request.postData).toEqual({ mimeType: '', text: '' });
  });
});
