// What `preview` prints is what `send` puts on the wire, byte for byte, for every combination of method, format, authentication and
// path arguments. Read at a raw socket: an HTTP server would hide the spelling, the order and the doubling of headers.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { answer, startRawServer } from '../support/raw-server.ts';
import { readJson, runCli } from '../support/run-cli.ts';

type Headers = readonly (readonly [string, string])[];

interface Previewed {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | null;
}

const password = 'Zürich "blue" 100% /+?';
const token = 'tok.En-4711~plain';

const authentications = {
  none: { type: 'none' },
  basic: { type: 'basic', username: 'acme', password },
  token: { type: 'token', token },
} as const;

const combinations = (['POST', 'GET'] as const).flatMap((method) =>
  (['JSON', 'QUERY'] as const).flatMap((format) =>
    (['none', 'basic', 'token'] as const).map((authentication) => ({ method, format, authentication })),
  ),
);

interface Combination {
  readonly method: 'GET' | 'POST';
  readonly format: 'JSON' | 'QUERY';
  readonly authentication: keyof typeof authentications;
  readonly pathArguments: string;
}

function integrationOf(combination: Combination, origin: string) {
  return {
    name: 'Wire',
    requestUrl: `${origin}/hook?src=pbx`,
    triggerEvent: 'inbound-call-answered',
    ...combination,
    authentication: authentications[combination.authentication],
    headers: [
      { name: 'X-Tenant', value: 'acme' },
      { name: 'x-second', value: 'a  b' },
    ],
    fieldValues: [
      { key: 'from', field: 'source-number' },
      { key: '10', field: 'has-voicemail' },
      { key: '9', field: 'date-time' },
      { key: '__proto__', field: 'source-number' },
      { key: 'wörd key', field: 'extension-number' },
    ],
  };
}

const event = {
  trigger: 'inbound-call-answered',
  occurredAt: '2026-11-23T10:41:07+11:00',
  values: { 'source-number': '0491570156', 'has-voicemail': true, 'extension-number': 'Zoë & Co + "x" /%20' },
};

/** Only these may come beside what was previewed. */
const added = [
  'host',
  'content-length',
  'connection',
  'user-agent',
  'accept',
  'switchhook-delivery',
  'switchhook-attempt',
];

function parseWire(raw: string) {
  const end = raw.indexOf('\r\n\r\n');
  const [requestLine = '', ...lines] = raw.slice(0, end).split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
  return { requestLine, headers, body: Buffer.from(raw.slice(end + 4), 'latin1') };
}

async function previewAndSend(combination: Combination, folder: string) {
  const server = await startRawServer({ behaviour: answer('HTTP/1.1 204 No Content\r\n\r\n') });
  try {
    writeFileSync(join(folder, 'crm.json'), JSON.stringify(integrationOf(combination, server.origin)));
    writeFileSync(join(folder, 'call.json'), JSON.stringify(event));
    const files = ['--integration', 'crm.json', '--event', 'call.json', '--json'];
    const revealed = await runCli(['preview', ...files, '--reveal'], { folder });
    const masked = combination.authentication === 'none' ? revealed : await runCli(['preview', ...files], { folder });
    const sent = await runCli(['send', ...files, '--allow-target', 'loopback'], { folder });
    return { origin: server.origin, requests: server.requests(), revealed, masked, sent };
  } finally {
    await server.close();
  }
}

async function expectEquality(combination: Combination, folder: string): Promise<void> {
  const { origin, requests, revealed, masked, sent } = await previewAndSend(combination, folder);

  expect(sent.code, sent.stdout + sent.stderr).toBe(0);
  expect(readJson(sent)).toMatchObject({ outcome: 'delivered', result: 'delivered', attempts: [{ status: 204 }] });
  expect(requests).toHaveLength(1);
  const wire = parseWire(requests[0] ?? '');
  const preview = readJson<Previewed>(revealed);
  expect(wire.requestLine).toBe(`${preview.method} ${preview.url.slice(origin.length)} HTTP/1.1`);
  expect(wire.headers.filter(([name]) => !added.includes(name.toLowerCase()))).toEqual(preview.headers);
  const addedNames = wire.headers.map(([name]) => name.toLowerCase()).filter((name) => added.includes(name));
  expect(new Set(addedNames).size, 'each only once').toBe(addedNames.length);
  expect(wire.body.equals(Buffer.from(preview.body ?? '', 'utf8'))).toBe(true);
  expectMasked(readJson<Previewed>(masked), preview, combination);
}

function expectMasked(masked: Previewed, revealed: Previewed, { authentication }: Combination): void {
  const secrets = { none: '', basic: `Basic ${btoaUtf8(`acme:${password}`)}`, token: `Bearer ${token}` };
  const masks = { none: '', basic: 'Basic ••••••', token: 'Bearer ••••••' };
  const found = (headers: Headers) => headers.filter(([name]) => name === 'Authorization').map(([, value]) => value);
  expect(found(revealed.headers).join()).toBe(secrets[authentication]);
  expect(found(masked.headers).join()).toBe(masks[authentication]);
  const rest = ({ headers }: Previewed) => headers.filter(([name]) => name !== 'Authorization');
  expect({ ...masked, headers: rest(masked) }).toEqual({ ...revealed, headers: rest(revealed) });
}

const btoaUtf8 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

describe('send puts on the wire what preview printed', () => {
  // One data folder for each of the two that run side by side: making the sandbox takes as long as all the rest.
  const folders = ['a', 'b'].map((lane) => mkdtempSync(join(tmpdir(), `switchhook-wire-${lane}-`)));
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  test.each(combinations)('$method $format $authentication, without and with path arguments', async (combination) => {
    const paths = ['', 'v2/answered now?part=a b'];
    await Promise.all(
      paths.map((pathArguments, lane) => expectEquality({ ...combination, pathArguments }, folders[lane] ?? '')),
    );
  });
});
