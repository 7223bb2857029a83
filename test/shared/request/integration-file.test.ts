import { describe, expect, it } from 'vitest';
import { defaultDialect } from '../../../shared/request/dialect.ts';
import { integrationSchema } from '../../../shared/request/integration.ts';
import { checkIntegration, parseIntegrationFile } from '../../../shared/request/integration-file.ts';
import { brief, integration } from './examples.ts';

const smallest = {
  name: '',
  requestUrl: 'https://crm.example.com',
  method: 'GET',
  format: 'QUERY',
  triggerEvent: 'create-user',
};

function problemsOf(changes: object): string[] {
  return brief(parseIntegrationFile({ ...integration, ...changes }).problems);
}

describe('an integration file', () => {
  it('is read as it stands when it has every member', () => {
    expect(parseIntegrationFile(integration)).toEqual({ integration, problems: [] });
  });

  it('gets its defaults, and its scope from the trigger', () => {
    const read = parseIntegrationFile(smallest);
    expect(read).toEqual({
      integration: {
        ...smallest,
        ...{ type: 'webhook', scope: 'account', pathArguments: '', triggerServiceType: 'myCloudPBX', enabled: true },
        ...{ silentMode: false, authentication: { type: 'none' }, headers: [], fieldValues: [] },
      },
      problems: [],
    });
    expect(integrationSchema.parse(read.integration)).toEqual(read.integration);
    expect(parseIntegrationFile({ ...smallest, triggerEvent: 'ivr-call-received' }).integration?.scope).toBe('service');
  });

  it('gets empty user name, password and token', () => {
    const read = (authentication: object) =>
      parseIntegrationFile({ ...integration, authentication }).integration?.authentication;
    expect(read({ type: 'basic' })).toEqual({ type: 'basic', username: '', password: '' });
    expect(read({ type: 'token' })).toEqual({ type: 'token', token: '' });
  });

  it('takes a member that is undefined as absent', () => {
    expect(parseIntegrationFile({ ...smallest, pathArguments: undefined, other: undefined }).problems).toEqual([]);
  });

  it.each([undefined, null, [], 'text', 5])('is no %j', (value) => {
    expect(parseIntegrationFile(value)).toMatchObject({
      integration: null,
      problems: [{ code: 'VALUE_TYPE', path: '' }],
    });
  });

  it('tells what is missing, in the order of the members', () => {
    const read = parseIntegrationFile({});
    expect(read.integration).toBeNull();
    expect(brief(read.problems)).toEqual([
      'SHAPE_MISSING name',
      'SHAPE_MISSING requestUrl',
      'SHAPE_MISSING method',
      'SHAPE_MISSING format',
      'SHAPE_MISSING triggerEvent',
    ]);
    expect(problemsOf({ authentication: {}, headers: [{}], fieldValues: [{}] })).toEqual([
      'SHAPE_MISSING authentication.type',
      'SHAPE_MISSING headers.0.name',
      'SHAPE_MISSING headers.0.value',
      'SHAPE_MISSING fieldValues.0.key',
      'SHAPE_MISSING fieldValues.0.field',
    ]);
  });

  it('tells of unknown keys last in their object, even those that objects treat specially', () => {
    const spoilt = JSON.parse(`{
      "__proto__": { "enabled": false }, "constructor": 1, "colour": "red",
      "name": 5, "requestUrl": "https://crm.example.com", "method": "GET", "format": "JSON", "triggerEvent": "create-user",
      "authentication": { "__proto__": 1, "type": "none", "username": "acme" },
      "headers": [{ "__proto__": 1, "name": "X-A" }],
      "fieldValues": [{ "toString": 1, "key": "k", "field": "name" }, { "key": 2 }]
    }`);
    expect(brief(parseIntegrationFile(spoilt).problems)).toEqual([
      'VALUE_TYPE name',
      'SHAPE_UNKNOWN_KEY authentication.__proto__',
      'SHAPE_UNKNOWN_KEY authentication.username',
      'SHAPE_MISSING headers.0.value',
      'SHAPE_UNKNOWN_KEY headers.0.__proto__',
      'SHAPE_UNKNOWN_KEY fieldValues.0.toString',
      'VALUE_TYPE fieldValues.1.key',
      'SHAPE_MISSING fieldValues.1.field',
      'SHAPE_UNKNOWN_KEY __proto__',
      'SHAPE_UNKNOWN_KEY constructor',
      'SHAPE_UNKNOWN_KEY colour',
    ]);
  });

  it('reads own members only', () => {
    expect(brief(parseIntegrationFile(Object.create(smallest)).problems)).toContain('SHAPE_MISSING name');
  });

  it.each([
    ['name', 5],
    ['name', null],
    ['type', 'Webhook'],
    ['scope', 'Account'],
    ['requestUrl', 7],
    ['method', 'post'],
    ['method', 'PUT'],
    ['format', 'json'],
    ['pathArguments', null],
    ['triggerServiceType', 1],
    ['triggerEvent', 'Create User'],
    ['triggerEvent', 'constructor'],
    ['enabled', 'true'],
    ['enabled', null],
    ['silentMode', 0],
    ['authentication', 'none'],
    ['authentication', null],
    ['authentication', []],
    ['headers', {}],
    ['headers', null],
    ['fieldValues', 'x'],
  ])('wants %s to be of its type and not %j', (key, value) => {
    const read = parseIntegrationFile({ ...integration, [key]: value });
    expect(brief(read.problems)).toEqual([`VALUE_TYPE ${key}`]);
    expect(read.integration).toBeNull();
  });

  it('tells the person who left out the quotes', () => {
    const [problem] = parseIntegrationFile({ ...integration, name: 491570156 }).problems;
    expect(problem?.message).toContain('quote it');
  });

  it('wants rows to be objects', () => {
    expect(problemsOf({ headers: ['X-A: b', null], fieldValues: [[], 1] })).toEqual([
      'VALUE_TYPE headers.0',
      'VALUE_TYPE headers.1',
      'VALUE_TYPE fieldValues.0',
      'VALUE_TYPE fieldValues.1',
    ]);
  });

  it.each([
    [5, 'VALUE_TYPE authentication.token'],
    [null, 'VALUE_TYPE authentication.token'],
    [[], 'VALUE_TYPE authentication.token'],
    [{}, 'VALUE_TYPE authentication.token'],
    [{ secret: '' }, 'VALUE_TYPE authentication.token.secret'],
    [{ secret: 5 }, 'VALUE_TYPE authentication.token.secret'],
    [{ set: false }, 'VALUE_TYPE authentication.token.set'],
    [{ secret: 'crm', set: true }, 'SHAPE_UNKNOWN_KEY authentication.token.set'],
    [{ set: true, last4: 'abcd' }, 'SHAPE_UNKNOWN_KEY authentication.token.last4'],
  ])('takes no token like %j', (token, problem) => {
    expect(problemsOf({ authentication: { type: 'token', token } })).toContain(problem);
    expect(parseIntegrationFile({ ...integration, authentication: { type: 'token', token } }).integration).toBeNull();
  });

  it('names no other members of an authentication whose type is unknown', () => {
    expect(problemsOf({ authentication: { type: 'digest', username: 'a', realm: 'b' } })).toEqual([
      'VALUE_TYPE authentication.type',
      'SHAPE_UNKNOWN_KEY authentication.realm',
    ]);
  });

  it('mixes broken shapes and broken rules in the order of the members', () => {
    expect(problemsOf({ name: 1, requestUrl: 'x', method: 'PUT', pathArguments: '#', enabled: 1 })).toEqual([
      'VALUE_TYPE name',
      'URL_INVALID requestUrl',
      'VALUE_TYPE method',
      'PATH_INVALID pathArguments',
      'VALUE_TYPE enabled',
    ]);
  });
});

describe('the rules of an integration', () => {
  const check = (changes: object, dialect = defaultDialect) =>
    brief(checkIntegration({ ...integration, ...changes }, dialect));

  it('leave a readable integration readable', () => {
    const read = parseIntegrationFile({ ...integration, fieldValues: [{ key: '', field: 'nothing' }] });
    expect(read.integration?.fieldValues).toEqual([{ key: '', field: 'nothing' }]);
  });

  it('URL_INVALID, URL_CREDENTIALS and URL_FRAGMENT', () => {
    expect(check({ requestUrl: 'ftp://example.com' })).toEqual(['URL_INVALID requestUrl']);
    expect(check({ requestUrl: 'https://a:b@example.com' })).toEqual(['URL_CREDENTIALS requestUrl']);
    expect(check({ requestUrl: 'https://example.com#top' })).toEqual(['URL_FRAGMENT? requestUrl']);
  });

  it('PATH_INVALID, by the dialect', () => {
    expect(check({ pathArguments: 'a/../b' })).toEqual(['PATH_INVALID pathArguments']);
    expect(check({ pathArguments: 'a/../b' }, { ...defaultDialect, pathArguments: 'query' })).toEqual([]);
    expect(check({ pathArguments: 'a#b' }, { ...defaultDialect, pathArguments: 'query' })).toEqual([
      'PATH_INVALID pathArguments',
    ]);
  });

  it('SCOPE_MISMATCH, and none against a trigger that does not exist', () => {
    expect(check({ scope: 'account' })).toEqual(['SCOPE_MISMATCH scope']);
    expect(check({ scope: 'account', triggerEvent: 'x' })).toEqual(['VALUE_TYPE triggerEvent']);
  });

  it('KEY_EMPTY and KEY_DUPLICATE, case-sensitive, at the later row', () => {
    const keys = ['', 'a', 'A', 'a', '', '__proto__', '__proto__'];
    expect(check({ fieldValues: keys.map((key) => ({ key, field: 'name' })) })).toEqual([
      'KEY_EMPTY fieldValues.0.key',
      'KEY_DUPLICATE fieldValues.3.key',
      'KEY_EMPTY fieldValues.4.key',
      'KEY_DUPLICATE fieldValues.6.key',
    ]);
  });

  it('FIELD_UNKNOWN, FIELD_NEVER and FIELD_UNLIKELY', () => {
    const fieldValues = ['Name', 'option-selected', 'name'].map((field, index) => ({ key: `k${index}`, field }));
    expect(check({ triggerEvent: 'ivr-call-received', fieldValues })).toEqual([
      'FIELD_UNKNOWN fieldValues.0.field',
      'FIELD_NEVER fieldValues.1.field',
      'FIELD_UNLIKELY? fieldValues.2.field',
    ]);
  });

  it.each(['', 'a b', 'a:b', 'é', 'a\r\nb', 'a\n', '(x)', '"x"', 'x@y'])('HEADER_NAME refuses %j', (name) => {
    expect(check({ headers: [{ name, value: 'x' }] })).toEqual(['HEADER_NAME headers.0.name']);
  });

  it.each([' a', 'a ', '\ta', 'a\r\nX: y', 'a\n', 'é', '\0', '\u007f', ' '])('HEADER_VALUE refuses %j', (value) => {
    expect(check({ headers: [{ name: 'X-A', value }] })).toEqual(['HEADER_VALUE headers.0.value']);
  });

  it.each(['', 'a', 'a b', 'a\tb', '~!"#'])('a header may have the value %j', (value) => {
    expect(check({ headers: [{ name: "!#$%&'*+-.^_`|~", value }] })).toEqual([]);
  });

  it('HEADER_DUPLICATE ignores case and names the later row', () => {
    const headers = ['X-A', 'X-B', 'x-a'].map((name) => ({ name, value: '' }));
    expect(check({ headers })).toEqual(['HEADER_DUPLICATE headers.2.name']);
  });

  it.each([
    ...[
      'Host',
      'content-length',
      'Transfer-Encoding',
      'Connection',
      'Keep-Alive',
      'Upgrade',
      'TE',
      'Trailer',
      'expect',
    ],
    ...['Proxy-Authorization', 'PROXY-', 'Switchhook-Delivery', 'webhook-id'],
  ])('HEADER_RESERVED keeps %s', (name) => {
    expect(check({ headers: [{ name, value: '' }] })).toEqual(['HEADER_RESERVED headers.0.name']);
  });

  it("HEADER_CONFLICT guards the authentication's header, by the dialect", () => {
    const headers = [
      { name: 'AUTHORIZATION', value: 'x' },
      { name: 'x-api-key', value: 'y' },
    ];
    const dialect = { ...defaultDialect, tokenHeader: 'X-Api-Key' };
    const token = { type: 'token', token: '' };
    expect(check({ headers }, dialect)).toEqual(['HEADER_CONFLICT headers.0.name']);
    expect(check({ headers, authentication: token }, dialect)).toEqual([
      'TOKEN_EMPTY? authentication.token',
      'HEADER_CONFLICT headers.1.name',
    ]);
    expect(check({ headers, authentication: { type: 'none' } }, dialect)).toEqual([]);
    expect(check({ headers, authentication: { type: 'basic', password: 5 } }, dialect)).toEqual([
      'VALUE_TYPE authentication.password',
      'HEADER_CONFLICT headers.0.name',
    ]);
  });

  it('BASIC_USERNAME and BASIC_INVALID', () => {
    const basic = (username: string, password: unknown) =>
      check({ authentication: { type: 'basic', username, password } });
    expect(basic('a:b', 'x:y')).toEqual(['BASIC_USERNAME authentication.username']);
    expect(basic('a\t', 'b\u007f')).toEqual([
      'BASIC_INVALID authentication.username',
      'BASIC_INVALID authentication.password',
    ]);
    expect(basic('ünï', { set: true })).toEqual([]);
  });

  it('TOKEN_INVALID and TOKEN_EMPTY', () => {
    const token = (value: unknown) => check({ authentication: { type: 'token', token: value } });
    expect(token(' a')).toEqual(['TOKEN_INVALID authentication.token']);
    expect(token('ä')).toEqual(['TOKEN_INVALID authentication.token']);
    expect(token('')).toEqual(['TOKEN_EMPTY? authentication.token']);
    expect(token({ secret: 'crm' })).toEqual([]);
  });

  it('never quote a value that may be a credential', () => {
    const secret = 'hunter2-hunter2';
    const problems = checkIntegration({
      ...integration,
      requestUrl: `https://u:${secret}@example.com`,
      authentication: { type: 'basic', username: `${secret}:`, password: `${secret}\n` },
      headers: [{ name: 'X-A', value: `${secret}\n` }],
    });
    expect(problems).toHaveLength(4);
    expect(JSON.stringify(problems)).not.toContain(secret);
  });
});
