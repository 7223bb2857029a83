import { describe, expect, it } from 'vitest';
import { type BuildResult, buildRequest, withoutSecretHeaders } from '../../../shared/request/build-request.ts';
import { builtRequestSchema } from '../../../shared/request/built-request.ts';
import type { DialectFile } from '../../../shared/request/dialect.ts';
import { resolveDialect } from '../../../shared/request/dialect-file.ts';
import type { Authentication, SecretValue } from '../../../shared/request/integration.ts';
import type { Reveal } from '../../../shared/request/request-headers.ts';
import { brief, event, integration } from './examples.ts';

const vault: Record<string, string> = { 'crm-acme': 'pässwörd', crm: 't0k/en=', broken: 'a\nb', empty: '' };

/** As a host would: plain values are what they are, vault names are looked up, `{ set: true }` is not held. */
const reveal: Reveal = (value: SecretValue) => {
  if (typeof value === 'string') return value;
  return 'secret' in value ? vault[value.secret] : undefined;
};

interface Options {
  readonly changes?: object;
  readonly file?: DialectFile;
  readonly reveal?: Reveal;
}

function build({ changes = {}, file, reveal }: Options = {}): BuildResult {
  return buildRequest({ integration: { ...integration, ...changes }, event, dialect: resolveDialect(file), reveal });
}

function headersOf(options: Options): unknown {
  const result = build(options);
  return result.built
    ? result.request.headers.filter(([name]) => name !== 'Content-Type' && name !== 'X-Tenant')
    : result;
}

function problemsOf(options: Options): string[] {
  const result = build(options);
  return [result.built ? 'built' : 'not built', ...brief(result.problems)];
}

const basic = (username: string, password: SecretValue): Authentication => ({ type: 'basic', username, password });
const token = (value: SecretValue): Authentication => ({ type: 'token', token: value });

describe('building for sending', () => {
  it('reveals the password of Basic authentication as UTF-8', () => {
    expect(headersOf({ reveal })).toEqual([['Authorization', 'Basic YWNtZTpww6Rzc3fDtnJk']]);
  });

  it.each([
    ['', '', 'Og=='],
    ['a', '', 'YTo='],
    ['a', 'b', 'YTpi'],
    ['Aladdin', 'open sesame', 'QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
    ['é', '😀:\ud800', 'w6k68J+YgDrvv70='],
  ])('encodes %j and %j', (username, password, encoded) => {
    const authentication = basic(username, password);
    expect(headersOf({ changes: { authentication }, reveal })).toEqual([['Authorization', `Basic ${encoded}`]]);
  });

  it('puts the scheme and one space before a token, or nothing for none', () => {
    const changes = { authentication: token({ secret: 'crm' }) };
    expect(headersOf({ changes, reveal })).toEqual([['Authorization', 'Bearer t0k/en=']]);
    const file: DialectFile = { tokenHeader: 'X-Api-Key', tokenScheme: '' };
    expect(headersOf({ changes, file, reveal })).toEqual([['X-Api-Key', 't0k/en=']]);
  });

  it('reveals custom headers that are secrets, in their rows', () => {
    const headers = [
      { name: 'X-A', value: 'a' },
      { name: 'X-Key', value: { secret: 'crm' } },
      { name: 'X-B', value: 'b' },
    ];
    expect(headersOf({ changes: { headers, authentication: { type: 'none' } }, reveal })).toEqual([
      ['X-A', 'a'],
      ['X-Key', 't0k/en='],
      ['X-B', 'b'],
    ]);
  });

  it('is SECRET_UNKNOWN for each secret that is not held', () => {
    const headers = [{ name: 'X-Key', value: { secret: 'nobody' } }];
    expect(problemsOf({ changes: { authentication: basic('acme', { set: true }), headers }, reveal })).toEqual([
      'not built',
      'SECRET_UNKNOWN authentication.password',
      'SECRET_UNKNOWN headers.0.value',
    ]);
    expect(problemsOf({ changes: { authentication: token({ set: true }) }, reveal })).toEqual([
      'not built',
      'SECRET_UNKNOWN authentication.token',
    ]);
  });

  it('lets the caller withhold a plain password too', () => {
    expect(problemsOf({ changes: { authentication: basic('a', 'b') }, reveal: () => undefined })).toEqual([
      'not built',
      'SECRET_UNKNOWN authentication.password',
    ]);
  });

  it('holds revealed secrets to the rules of what is typed', () => {
    const secret = { secret: 'broken' };
    const headers = [{ name: 'X-Key', value: secret }];
    expect(problemsOf({ changes: { authentication: basic('a', secret), headers }, reveal })).toEqual([
      'not built',
      'BASIC_INVALID authentication.password',
      'HEADER_VALUE headers.0.value',
    ]);
    expect(problemsOf({ changes: { authentication: token(secret) }, reveal })).toEqual([
      'not built',
      'TOKEN_INVALID authentication.token',
    ]);
  });

  it('sends no header for a token that turns out to be empty, and warns', () => {
    const changes = { authentication: token({ secret: 'empty' }), pathArguments: '', fieldValues: [] };
    expect(problemsOf({ changes, reveal })).toEqual(['built', 'TOKEN_EMPTY? authentication.token']);
    expect(headersOf({ changes, reveal })).toEqual([]);
    expect(build({ changes, reveal })).toMatchObject({ secretHeaders: [], assumptions: [] });
  });

  it('warns once of an empty token that was typed', () => {
    expect(problemsOf({ changes: { authentication: token('') }, reveal })).toEqual([
      'built',
      'TOKEN_EMPTY? authentication.token',
    ]);
  });
});

describe('building for showing', () => {
  it('masks every secret, whatever its form', () => {
    const headers = [{ name: 'X-Key', value: { set: true } }];
    for (const password of ['', 'plain', { secret: 'crm-acme' }, { set: true }] as SecretValue[]) {
      expect(headersOf({ changes: { authentication: basic('acme', password), headers } })).toEqual([
        ['Authorization', 'Basic ••••••'],
        ['X-Key', '••••••'],
      ]);
    }
    expect(headersOf({ changes: { authentication: token('plain') }, file: { tokenScheme: '' } })).toEqual([
      ['Authorization', '••••••'],
    ]);
  });
});

describe('a built request', () => {
  it('has the shape that the contract carries', () => {
    const result = build();
    expect(result.built && builtRequestSchema.parse(result.request)).toEqual(result.built && result.request);
  });

  it('names the headers that carry secrets, and can be had without them', () => {
    const headers = [
      { name: 'X-Tenant', value: 'acme' },
      { name: 'X-Key', value: { secret: 'crm' } },
    ];
    const result = build({ changes: { headers }, reveal });
    if (!result.built) throw new Error('The example is right.');
    expect(result.secretHeaders).toEqual(['Authorization', 'X-Key']);
    expect(withoutSecretHeaders(result).headers).toEqual([
      ['Content-Type', 'application/json'],
      ['X-Tenant', 'acme'],
    ]);
    expect(result.request.headers).toHaveLength(4);
  });

  it('is not built for an error, with the problems of integration and event in that order', () => {
    const result = buildRequest({
      integration: { ...integration, requestUrl: '', headers: [{ name: 'Host', value: '' }] },
      event: { ...event, trigger: 'create-user', occurredAt: '' },
      dialect: resolveDialect(undefined),
    });
    expect(result.built).toBe(false);
    expect(brief(result.problems)).toEqual([
      'URL_INVALID requestUrl',
      'HEADER_RESERVED headers.0.name',
      'EVENT_TRIGGER event.trigger',
      'EVENT_TIME event.occurredAt',
    ]);
  });

  it('is built with its warnings', () => {
    expect(problemsOf({ changes: { requestUrl: 'https://example.com/#x' } })).toEqual([
      'built',
      'URL_FRAGMENT? requestUrl',
    ]);
  });

  it('leaves the integration and the event as they were', () => {
    const before = JSON.stringify([integration, event]);
    build({ reveal });
    expect(JSON.stringify([integration, event])).toBe(before);
  });

  it('takes another target in the place of its request URL', () => {
    const result = build({ changes: { requestUrl: 'http://127.0.0.1:8080/in/abc/hook?src=pbx' } });
    expect(result).toMatchObject({ request: { url: 'http://127.0.0.1:8080/in/abc/hook/v2/answered?src=pbx' } });
  });
});

describe('a custom Content-Type', () => {
  it('stands in its row and the generated one is left out', () => {
    const headers = [
      { name: 'X-A', value: '' },
      { name: 'content-TYPE', value: 'text/json' },
    ];
    const result = build({ changes: { headers, authentication: { type: 'none' } } });
    expect(result).toMatchObject({
      request: {
        headers: [
          ['X-A', ''],
          ['content-TYPE', 'text/json'],
        ],
      },
    });
  });
});

describe('assumptions', () => {
  const assumptionsOf = (options: Options) => {
    const result = build(options);
    return result.built ? result.assumptions : result;
  };
  const everything = {
    method: 'GET',
    authentication: token('abc'),
    fieldValues: [
      ...integration.fieldValues,
      { key: 'calls', field: 'enabled-calls' },
      { key: 'again', field: 'date-time' },
      { key: 'call', field: 'call-uuid' },
    ],
  };

  it('are listed sorted and once', () => {
    expect(assumptionsOf({ changes: everything })).toEqual([
      ...[
        'boolean-format',
        'date-time-format',
        'get-json',
        'list-separator',
        'missing-value',
        'path-arguments',
        'token-header',
      ],
    ]);
    expect(assumptionsOf({ changes: { ...everything, method: 'POST', format: 'QUERY' } })).toEqual([
      ...['boolean-format', 'date-time-format', 'list-separator', 'missing-value', 'path-arguments', 'post-query'],
      ...['query-space', 'token-header'],
    ]);
  });

  it('go when their keys are confirmed, all of them', () => {
    const confirmed = ['boolean', 'dateTime', 'tokenHeader', 'getJson', 'listSeparator', 'missing', 'pathArguments'];
    expect(assumptionsOf({ changes: everything, file: { confirmed } })).toEqual(['date-time-format', 'token-header']);
    const all = [...confirmed, 'dateTimeZone', 'tokenScheme'];
    expect(assumptionsOf({ changes: everything, file: { confirmed: all } })).toEqual([]);
    for (const dateTime of ['iso-utc', 'unix'] as const) {
      expect(assumptionsOf({ changes: everything, file: { confirmed, dateTime } })).toEqual(['token-header']);
    }
  });

  it('are none for a list of one, an encoded space outside the payload, or path arguments of spaces', () => {
    const changes = {
      ...{ format: 'QUERY', method: 'GET', requestUrl: 'https://example.com/?a b', pathArguments: '  ' },
      ...{ authentication: { type: 'none' }, fieldValues: [{ key: 'calls', field: 'enabled-calls' }] },
    };
    const result = buildRequest({
      integration: { ...integration, ...changes } as typeof integration,
      event: { ...event, values: { 'enabled-calls': ['Local'] } },
      dialect: resolveDialect(undefined),
    });
    expect(result).toMatchObject({ assumptions: [], request: { url: 'https://example.com/?a%20b&calls=Local' } });
  });
});
