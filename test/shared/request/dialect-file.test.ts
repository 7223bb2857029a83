import { describe, expect, it } from 'vitest';
import { profiles } from '../../../shared/catalog/profiles.ts';
import { type Dialect, defaultDialect, dialectFileSchema } from '../../../shared/request/dialect.ts';
import { parseDialectFile, resolveDialect } from '../../../shared/request/dialect-file.ts';
import { brief } from './examples.ts';

const everyKey = {
  ...({
    dateTime: 'iso-utc',
    dateTimeZone: 'Pacific/Auckland',
    boolean: '1/0',
    listSeparator: ', ',
    missing: 'null',
    numbers: 'json',
    jsonSpace: 'python',
    jsonSlash: 'escaped',
    jsonUnicode: 'escaped',
    jsonContentType: 'application/json; charset=utf-8',
    getJson: 'query',
    postQuery: 'form',
    querySpace: '%20',
    tokenHeader: 'X-Api-Key',
    tokenScheme: '',
    pathArguments: 'query',
  } satisfies Dialect),
  profile: 'ignition',
  confirmed: ['dateTime', 'dateTimeZone'],
};

describe('a dialect file', () => {
  it('may hold every key, or none, or not be there', () => {
    expect(parseDialectFile(everyKey)).toEqual({ dialect: everyKey, problems: [] });
    expect(dialectFileSchema.parse(everyKey)).toEqual(everyKey);
    expect(parseDialectFile({})).toEqual({ dialect: {}, problems: [] });
    expect(parseDialectFile(undefined)).toEqual({ dialect: {}, problems: [] });
  });

  it('may hold the defaults', () => {
    expect(parseDialectFile(defaultDialect).problems).toEqual([]);
  });

  it.each([null, [], 'iso-utc'])('is no %j', (value) => {
    expect(brief(parseDialectFile(value).problems)).toEqual(['DIALECT_INVALID dialect']);
  });

  it('is refused for any wrong value, in the order of the keys, and for unknown keys last', () => {
    const wrong = Object.fromEntries(Object.keys(everyKey).map((key) => [key, 'wrong\n']));
    const read = parseDialectFile({ __proto__x: 1, ...wrong, colour: 'red' });
    expect(read.dialect).toBeNull();
    expect(brief(read.problems)).toEqual(
      [...Object.keys(everyKey), '__proto__x', 'colour'].map((key) => `DIALECT_INVALID dialect.${key}`),
    );
  });

  it('takes no key from a prototype and sees one that is called like it', () => {
    expect(
      brief(parseDialectFile(JSON.parse('{ "__proto__": { "dateTime": "x" }, "constructor": 1 }')).problems),
    ).toEqual(['DIALECT_INVALID dialect.__proto__', 'DIALECT_INVALID dialect.constructor']);
  });

  it.each([
    ['boolean', true],
    ['boolean', 'TRUE/FALSE'],
    ['numbers', null],
    ['jsonContentType', ' text/json'],
    ['jsonContentType', 5],
    ['tokenHeader', 'Content-Type'],
    ['tokenHeader', 'content-type'],
    ['tokenHeader', 'a b'],
    ['tokenHeader', ''],
    ['tokenHeader', 'Host'],
    ['tokenHeader', 'Webhook-Id'],
    ['tokenScheme', 'Bearer '],
    ['tokenScheme', 'é'],
    ['dateTimeZone', '+10:00'],
    ['dateTimeZone', 'Event'],
    ['dateTimeZone', ''],
    ['profile', 'MyCloudPBX'],
    ['confirmed', 'dateTime'],
    ['confirmed', ['profile']],
    ['confirmed', ['__proto__']],
  ])('is refused for %s %j', (key, value) => {
    expect(brief(parseDialectFile({ [key]: value }).problems)).toEqual([`DIALECT_INVALID dialect.${key}`]);
  });

  it('lists the words that may stand', () => {
    expect(parseDialectFile({ getJson: 'head' }).problems[0]?.message).toBe('This must be "body" or "query".');
  });
});

describe('a resolved dialect', () => {
  it('is the defaults without a file', () => {
    expect(resolveDialect(undefined)).toEqual({ dialect: defaultDialect, confirmed: [] });
  });

  it('puts the file before the defaults and knows what is confirmed', () => {
    const { profile: _profile, confirmed: _confirmed, ...dialect } = everyKey;
    const read = parseDialectFile(everyKey).dialect ?? undefined;
    expect(resolveDialect(read)).toEqual({ dialect, confirmed: ['dateTime', 'dateTimeZone'] });
    expect(resolveDialect({ boolean: '1/0', numbers: undefined })).toEqual({
      dialect: { ...defaultDialect, boolean: '1/0' },
      confirmed: [],
    });
  });

  it('can be made of every profile', () => {
    for (const { id, dialect } of profiles) {
      expect(parseDialectFile(dialect).problems).toEqual([]);
      expect(resolveDialect({ profile: id }).dialect).toEqual({ ...defaultDialect, ...dialect });
    }
  });
});
