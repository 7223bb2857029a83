import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readProxy } from '../../../electron/hosts/machine/proxy.ts';

const names = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'];

function setEnvironment(given: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);
}

beforeEach(() => {
  for (const name of names) setEnvironment({ [name]: '', [name.toUpperCase()]: '' });
});
afterEach(() => void vi.unstubAllEnvs());

const plain = { kind: 'http', isSecure: false, hostname: 'proxy.example.com', port: 3128, authorization: null };

it.each([
  ['none is named', {}, null],
  ['for the target’s scheme', { HTTPS_PROXY: 'http://proxy.example.com:3128' }, plain],
  ['for another scheme', { HTTP_PROXY: 'http://proxy.example.com:3128' }, null],
  ['for all', { ALL_PROXY: 'http://proxy.example.com:3128' }, plain],
  ['in small letters', { https_proxy: 'http://proxy.example.com:3128' }, plain],
  ['not for this host', { HTTPS_PROXY: 'http://proxy.example.com:3128', NO_PROXY: 'localhost,.example.com' }, null],
  ['over TLS', { HTTPS_PROXY: 'https://proxy.example.com' }, { ...plain, isSecure: true, port: 443 }],
  ['by an IPv6 address', { HTTPS_PROXY: 'http://[2001:db8::1]:3128' }, { ...plain, hostname: '2001:db8::1' }],
  [
    'with credentials',
    { HTTPS_PROXY: 'http://us%40er:p%3Ass@proxy.example.com:3128' },
    { ...plain, authorization: `Basic ${Buffer.from('us@er:p:ss').toString('base64')}` },
  ],
  ['of another kind', { HTTPS_PROXY: 'socks5://proxy.example.com:1080' }, { kind: 'unusable' }],
  ['misspelled', { HTTPS_PROXY: 'http://:3128' }, { kind: 'unusable' }],
  ['with credentials misspelled', { HTTPS_PROXY: 'http://%zz@proxy.example.com' }, { kind: 'unusable' }],
])('a proxy that the environment names %s', (_how, environment, expected) => {
  setEnvironment(environment);
  expect(readProxy('https://crm.example.com')).toEqual(expected);
});
