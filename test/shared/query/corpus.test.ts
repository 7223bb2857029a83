// What the language promises, by example; run in Node and in Chromium.
import { expect, test } from 'vitest';
import { compileQuery } from '../../../shared/query/compile-query.ts';
import { foldText } from '../../../shared/query/fold.ts';
import { formatQuery } from '../../../shared/query/format-query.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import type { RowOf } from '../../../shared/query/rows.ts';
import type { Subject } from '../../../shared/query/subjects.ts';
import { queryTokens } from '../../../shared/query/tokens.ts';
import { account, delivery, integration, pbx, toDeliveryRow, toIntegrationRow } from './plain-rows.ts';

const nowMs = Date.UTC(2026, 10, 23, 2, 0);

const integrations = {
  crm: toIntegrationRow(integration),
  ivr: toIntegrationRow({
    ...integration,
    id: 'int_2',
    name: 'Ticket on IVR (2)',
    accountId: 'acc_2',
    accountName: 'Barrow Dental',
    serviceUuid: '7b2c',
    pbxName: 'Main',
    event: 'ivr-option-selected',
    method: 'GET',
    format: 'QUERY',
    url: 'https://tickets.example.net:8443/hook?a=1',
    host: 'tickets.example.net:8443',
    enabled: false,
    auth: 'none',
    keys: ['option'],
    fields: ['option-selected'],
    headers: [],
    tags: ['legacy', 'health'],
    hasProblem: true,
    appsOff: true,
    updatedAtMs: nowMs - 10 * 86_400_000,
  }),
  user: toIntegrationRow({
    ...integration,
    id: 'int_3',
    name: 'Ärger "Σίσυφος" 50*',
    accountId: 'acc_3',
    accountName: 'Coral - Freight',
    serviceUuid: null,
    pbxName: null,
    scope: 'account',
    event: 'create-user',
    url: 'https://users.example.org/OR',
    host: 'users.example.org',
    auth: 'token',
    keys: [],
    fields: [],
    headers: ['Authorization'],
    tags: [],
    hasDraft: true,
    updatedAtMs: nowMs,
  }),
};

const deliveries = {
  fine: toDeliveryRow(delivery),
  failing: toDeliveryRow({
    ...delivery,
    id: 'dlv_2',
    integrationId: 'int_2',
    replays: ['dlv_2'],
    outcome: 'pending',
    result: 'failing',
    status: 502,
    attemptCount: 3,
    atMs: nowMs - 2 * 86_400_000,
  }),
  lost: toDeliveryRow({
    ...delivery,
    id: 'dlv_3',
    integrationId: null,
    replays: ['dlv_1'],
    accountId: null,
    accountName: null,
    outcome: 'dead',
    result: 'unreachable',
    status: null,
    code: 'CONNECT_REFUSED',
    attemptCount: 10,
    atMs: Date.UTC(2026, 10, 23, 0, 0),
  }),
  fresh: toDeliveryRow({ ...delivery, id: 'dlv_4', outcome: 'pending', result: null, status: null, attemptCount: 0 }),
};

function select<S extends Subject>(text: string, subject: S, rows: Record<string, RowOf<S>>): string {
  const parsed = parseQuery(text, subject);
  if (!parsed.ok) {
    throw new Error(parsed.error.map((problem) => problem.message).join(' '));
  }
  const test = compileQuery(parsed.value, { nowMs, timeZone: 'Australia/Sydney' });
  const names = Object.entries(rows).filter(([, row]) => test(row));
  return names.map(([name]) => name).join(' ');
}

test.each([
  ['', 'crm ivr user'],
  ['   ', 'crm ivr user'],
  // Equality and wildcards, ignoring case.
  ['account:"Acme*"', 'crm'],
  ['account:acme', ''],
  ['ACCOUNT:"ACME PTY LTD"', 'crm'],
  ['account:*pty*', 'crm'],
  ['account:b*d*l', 'ivr'],
  ['account:bb*', ''],
  ['account:"acme pty ltd*ltd"', ''],
  ['account:"acme pty*pty*ltd"', ''],
  ['account:"acme*pty*y ltd"', ''],
  ['account:***', 'crm ivr user'],
  ['account:acc_1', 'crm'],
  ['account:acc_*', ''],
  ['account~acc_', ''],
  ['pbx:"Head*"', 'crm'],
  ['pbx:7B2C', 'ivr'],
  ['pbx:*', 'crm ivr'],
  ['-pbx:*', 'user'],
  ['pbx:""', ''],
  ['pbx~""', 'crm ivr'],
  ['name:"CRM screen-pop"', 'crm'],
  ['id:INT_2', 'ivr'],
  ['url:https://crm.example.com/*', 'crm'],
  ['url:*/hook?a=1', 'ivr'],
  ['host:*:8443', 'ivr'],
  // Contains: no wildcards.
  ['url~crm.example.com', 'crm'],
  ['url~HTTPS://', 'crm ivr user'],
  ['name~50*', 'user'],
  ['name~c*m', ''],
  ['name~"screen-pop"', 'crm'],
  // Escapes inside quotes.
  ['name:"*\\"Σίσυφος\\" 50\\*"', 'user'],
  ['name:"*50\\*"', 'user'],
  ['name:"*screen\\*"', ''],
  ['name~"\\"σ"', 'user'],
  // Closed values.
  ['event:inbound-call-answered', 'crm'],
  ['event:*-call-*', 'crm'],
  ['event~call', 'crm'],
  ['event:IVR-*', 'ivr'],
  ['method:get', 'ivr'],
  ['format:json', 'crm user'],
  ['enabled:false', 'ivr'],
  ['enabled:TRUE', 'crm user'],
  ['auth:none', 'ivr'],
  ['auth:*', 'crm ivr user'],
  ['scope:account', 'user'],
  ['apps:off', 'ivr'],
  ['apps:on', 'crm user'],
  ['has:problem', 'ivr'],
  ['has:draft', 'user'],
  ['has:*', 'ivr user'],
  ['-has:*', 'crm'],
  // Lists hold when one member does.
  ['key:FROM', 'crm'],
  ['key:*', 'crm ivr'],
  ['key~ption', 'ivr'],
  ['field:source-number', 'crm'],
  ['field:*-number -field:option-*', 'crm'],
  ['header:x-tenant', 'crm'],
  ['tag:legacy tag:health', 'ivr'],
  ['-tag:legacy', 'crm user'],
  ['-tag:*', 'user'],
  // Times.
  ['updated:>-7d', 'crm user'],
  ['updated:<-7d', 'ivr'],
  ['updated:<-240h', ''],
  ['updated:<=-240h', 'ivr'],
  ['updated:>=-10d updated:<-1W', 'ivr'],
  ['updated:>=now', 'user'],
  ['updated:>now', ''],
  ['updated:2026-11-20', 'crm'],
  ['updated:2026-11-20T11:00', 'crm'],
  ['updated:2026-11-20T00:00:00z', 'crm'],
  ['updated:2026-11-20T10:59', ''],
  ['updated:>2026-11-20', 'user'],
  ['updated:<2026-11-20', 'ivr'],
  // Free words.
  ['acme', 'crm'],
  ['ACME "head office"', 'crm'],
  ['head acme', 'crm'],
  ['"office crm"', ''],
  ['https://users.example.org', 'user'],
  ['-https://users.example.org', 'crm ivr'],
  ['10.0.0.1:8080', ''],
  ['coral - freight', 'user'],
  ['ÄRGER', 'user'],
  ['A\u0308rger', 'user'],
  ['ΣΊΣΥΦΟΣ', 'user'],
  ['arger', ''],
  ['"(2)"', 'ivr'],
  ['vip', ''],
  // And, or, not, parentheses.
  ['acme OR barrow', 'crm ivr'],
  ['method:GET OR enabled:true auth:token', 'ivr user'],
  ['(method:GET OR enabled:true) auth:token', 'user'],
  ['-(acme OR barrow)', 'user'],
  ['-(-acme)', 'crm'],
  ['-( acme crm )', 'ivr user'],
  ['"OR"', 'user'],
  ['acme or barrow', ''],
])('integrations: %s selects: %s', (text, expected) => {
  expect(select(text, 'integrations', integrations)).toBe(expected);
});

test.each([
  ['status:200', 'fine'],
  ['status:5*', 'failing'],
  ['status:*0*', 'fine failing'],
  ['status:>=400', 'failing'],
  ['status:>399', 'failing'],
  ['status:<502', 'fine'],
  ['status:<=502', 'fine failing'],
  ['-status:*', 'lost fresh'],
  ['code:connect_*', 'lost'],
  ['code~REFUSED', 'lost'],
  ['attempt:>1', 'failing lost'],
  ['attempt:0', 'fresh'],
  ['outcome:dead OR result:failing', 'failing lost'],
  ['result:*', 'fine failing lost'],
  ['-account:*', 'lost'],
  ['id:dlv_4', 'fresh'],
  ['integration:INT_2', 'failing'],
  ['integration:int_*', 'fine failing fresh'],
  ['-integration:*', 'lost'],
  ['replay:*', 'failing lost'],
  ['replay:dlv_1', 'lost'],
  ['id:dlv_2 replay:dlv_2', 'failing'],
  ['-replay:*', 'fine fresh'],
  ['since:-24h', 'fine lost fresh'],
  ['until:-24h', 'failing'],
  ['since:2026-11-23T12:00', 'fine fresh'],
  ['since:2026-11-23T01:00Z until:now', 'fine fresh'],
  ['until:2026-11-23T11:00', 'failing lost'],
  ['at:2026-11-23', 'fine lost fresh'],
  ['at:2026-11-23T12:30+11:00', 'fine fresh'],
  ['at:2026-11-23T12:30:00.000+11:00', 'fine fresh'],
])('deliveries: %s selects: %s', (text, expected) => {
  expect(select(text, 'deliveries', deliveries)).toBe(expected);
});

test.each([
  ['name:barrow* account:"barrow dental" account:ACC_2 id:acc_2', 'barrow'],
  ['pbx:annexe tag:health has:draft has:integration apps:off updated:<-1h', 'barrow'],
  ['annexe barrow', 'barrow'],
  ['has:problem OR apps:on', ''],
])('accounts: %s selects: %s', (text, expected) => {
  expect(select(text, 'accounts', { barrow: account })).toBe(expected);
});

test.each([
  ['name:warehouse pbx:warehouse pbx:7b2c id:7B2C service:GEN_* account:acme* account:acc_1', 'warehouse'],
  ['apps:off -has:integration -tag:* updated:>2026-11-01', 'warehouse'],
  ['gen_acme pty', 'warehouse'],
])('pbxs: %s selects: %s', (text, expected) => {
  expect(select(text, 'pbxs', { warehouse: pbx })).toBe(expected);
});

test.each([
  ['  account:"Acme"   METHOD:get ', 'account:Acme method:GET'],
  ['(a b) (c OR (d OR e)) ((f))', 'a b (c OR d OR e) f'],
  ['a OR (b c)', 'a OR b c'],
  ['-(a) -("b")', '-a -b'],
  ['name:a**b', 'name:a*b'],
  ['name:"\\a"', 'name:\\a'],
  ['name:">5" url:"//cdn*"', 'name:">5" url:"//cdn*"'],
  ['name:=a', 'name:=a'],
  ['"-a" "OR" "name:a" "https://a.example" -', '"-a" "OR" "name:a" https://a.example -'],
  ['""', '""'],
  ...[
    'account:Acme* pbx:Head* event:inbound-call-answered method:GET format:JSON url~crm.example.com',
    'host:crm.example.com enabled:false auth:none key:from field:source-number header:X-Tenant tag:vip',
    'has:problem has:draft scope:service apps:off updated:>-7d -tag:legacy free words',
  ].map((text) => [text, text]),
])('the one text of %s is %s', (text, expected) => {
  const parsed = parseQuery(text, 'integrations');
  expect(parsed.ok && formatQuery(parsed.value)).toBe(expected);
});

test.each([
  ['evnt:create-user', 'QUERY_UNKNOWN_KEY', 0, 4, 'event'],
  ['-ulr:https://crm.example.com', 'QUERY_UNKNOWN_KEY', 1, 3, 'url'],
  ['a acc:x', 'QUERY_UNKNOWN_KEY', 2, 3, 'account'],
  ['status:500', 'QUERY_UNKNOWN_KEY', 0, 6, null],
  ['qqqq:x', 'QUERY_UNKNOWN_KEY', 0, 4, null],
  ['constructor:x', 'QUERY_UNKNOWN_KEY', 0, 11, null],
  ['method:PSOT', 'QUERY_VALUE', 7, 4, 'POST'],
  ['event:answered', 'QUERY_VALUE', 6, 8, 'inbound-call-answered'],
  ['event:zz*', 'QUERY_VALUE', 6, 3, null],
  ['event:"in coming"', 'QUERY_VALUE', 6, 11, null],
  ['event~answerd', 'QUERY_VALUE', 6, 7, null],
  ['enabled:ture', 'QUERY_VALUE', 8, 4, 'true'],
  ['updated:>7d', 'QUERY_VALUE', 9, 2, '-7d'],
  ['updated:>yesterday', 'QUERY_VALUE', 9, 9, null],
  ['updated:2026-02-30', 'QUERY_VALUE', 8, 10, null],
  ['updated:>2026-02-03T24:00', 'QUERY_VALUE', 9, 16, null],
  ['updated:-7d', 'QUERY_OPERATOR', 7, 1, ':>'],
  ['updated~-7d', 'QUERY_OPERATOR', 7, 1, ':>'],
  ['method:>get', 'QUERY_OPERATOR', 6, 2, ':'],
  ['name:>=a', 'QUERY_OPERATOR', 4, 3, ':'],
  ['name:', 'QUERY_SYNTAX', 0, 5, null],
  ['name:(a OR b)', 'QUERY_SYNTAX', 0, 5, null],
  ['a "b c', 'QUERY_SYNTAX', 2, 4, '"b c"'],
  ['name:"b c\\', 'QUERY_SYNTAX', 5, 5, '"b c\\\\"'],
  ['name:"b* c', 'QUERY_SYNTAX', 5, 5, '"b* c"'],
  ['a"b"', 'QUERY_SYNTAX', 1, 0, ' '],
  ['a(b)', 'QUERY_SYNTAX', 1, 0, ' '],
  ['a OR(b)', 'QUERY_SYNTAX', 4, 0, ' '],
  ['(a)b', 'QUERY_SYNTAX', 3, 0, ' '],
  ['--a', 'QUERY_SYNTAX', 0, 3, '"--a"'],
  ['-OR', 'QUERY_SYNTAX', 0, 1, null],
  ['OR a', 'QUERY_SYNTAX', 0, 2, ''],
  ['a OR', 'QUERY_SYNTAX', 2, 2, ''],
  ['(a OR ) b', 'QUERY_SYNTAX', 3, 2, ''],
  ['(a', 'QUERY_SYNTAX', 0, 1, ''],
  ['a)', 'QUERY_SYNTAX', 1, 1, ''],
  ['a ()', 'QUERY_SYNTAX', 2, 1, null],
])('%s is refused: %s at %i, %i long, suggesting %s', (text, code, position, length, suggestion) => {
  const parsed = parseQuery(text, 'integrations');
  expect(!parsed.ok && parsed.error).toEqual([
    { code, position, length, suggestion, message: expect.stringMatching(/^[A-Z].+\.$/) },
  ]);
});

test.each([
  ['status:5xx', 'status', '5*'],
  ['status:okay', 'status', null],
  ['status:>5*', 'status', null],
  ['attempt:-1', 'attempt', null],
])('%s is refused for deliveries', (text, key, suggestion) => {
  const parsed = parseQuery(text, 'deliveries');
  expect(!parsed.ok && parsed.error).toEqual([expect.objectContaining({ code: 'QUERY_VALUE', suggestion })]);
  expect(!parsed.ok && parsed.error[0]?.message).toContain(`The key ${key} is a whole number`);
});

test('a query cannot hold U+0000, which keeps the parts of a search text apart', () => {
  const parsed = parseQuery('a "b\u0000c', 'integrations');
  expect(!parsed.ok && parsed.error).toMatchObject([{ code: 'QUERY_SYNTAX', position: 4, length: 1 }]);
});

test('a text is folded alike everywhere: case, final sigma and composed letters, but not accents', () => {
  expect(foldText('ΟΔΟΣ οδος')).toBe('οδοσ οδοσ');
  expect(foldText('E\u0301')).toBe('é');
  expect(foldText('İI\u0130')).toBe('i\u0307ii\u0307');
  expect(foldText('Straße')).toBe('straße');
});

test('tokens cover whatever is typed', () => {
  const text = 'a -name:"b c" (x OR url~z) evnt: "open';
  expect(
    queryTokens(text).map(({ kind, position, length }) => `${kind} ${text.slice(position, position + length)}`),
  ).toEqual([
    'word a',
    'not -',
    'key name',
    'operator :',
    'value "b c"',
    'paren (',
    'word x',
    'or OR',
    'key url',
    'operator ~',
    'value z',
    'paren )',
    'key evnt',
    'operator :',
    'invalid "open',
  ]);
});
