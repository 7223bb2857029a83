import { expect, test } from 'vitest';
import { compareRequest, describeComparison } from '../../../electron/hosts/cli/request-comparison.ts';
import { captureSchema } from '../../../shared/bench/capture.ts';
import type { BuiltRequest, HeaderList } from '../../../shared/request/built-request.ts';

const previewed: BuiltRequest = {
  method: 'POST',
  url: 'https://crm.example.com/hook/v2?src=pbx',
  headers: [
    ['Content-Type', 'application/json'],
    ['X-Tenant', 'acme'],
  ],
  body: '{"name":"Zoë"}',
};
const added: HeaderList = [
  ['host', '127.0.0.1:8080'],
  ['connection', 'keep-alive'],
  ['User-Agent', 'Switchhook/1'],
  ['Accept', '*/*'],
  ['Content-Length', '15'],
];

function receive(changes: { headers?: HeaderList; body?: Buffer; path?: string }) {
  const { headers = previewed.headers, body = Buffer.from(previewed.body ?? ''), path = '/hook/v2?src=pbx' } = changes;
  return captureSchema.parse({
    id: 'cap_1',
    seq: 1,
    receivedAt: '2026-11-23T00:00:00Z',
    method: 'POST',
    url: `/in/token${path}`,
    path,
    headers: [...added, ...headers],
    bodyBase64: body.toString('base64'),
    isCut: false,
    peer: '127.0.0.1',
    integration: null,
    event: null,
    deliveryId: null,
    answeredStatus: 200,
  });
}

const differing = (changes: Parameters<typeof receive>[0]) =>
  compareRequest(previewed, receive(changes))
    .filter(({ equal }) => !equal)
    .map(({ part }) => part);

test('what arrives as previewed is equal, whatever the client added', () => {
  expect(differing({})).toEqual([]);
  expect(describeComparison(compareRequest(previewed, receive({}))).at(-1)).toBe('Equal, byte for byte.');
});

test('headers in another order or spelling are not equal', () => {
  expect(differing({ headers: previewed.headers.toReversed() })).toEqual(['headers']);
  expect(
    differing({
      headers: [
        ['content-type', 'application/json'],
        ['X-Tenant', 'acme'],
      ],
    }),
  ).toEqual(['headers']);
});

test('the bytes of the body decide, not what they decode to', () => {
  const broken = Buffer.from([0xff]);
  const same = { ...previewed, body: '\ufffd' };
  const parts = compareRequest(same, receive({ body: broken }));
  expect(parts.find(({ part }) => part === 'body')?.equal).toBe(false);
});

test('a difference is told, and both sides are shown', () => {
  const lines = describeComparison(compareRequest(previewed, receive({ path: '/hook' })));
  expect(lines).toContain('- /hook/v2?src=pbx');
  expect(lines).toContain('+ /hook');
  expect(lines.at(-1)).toBe('NOT equal: path and query differ.');
});
