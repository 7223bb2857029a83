// The proxy that the environment names, by the rules of curl and npm: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY, in either case.
import { getProxyForUrl } from 'proxy-from-env';
import type { NamedProxy } from '../../engine/ports.ts';

const usualPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** `origin`: of the target. null: none is to be asked. */
export function readProxy(origin: string): NamedProxy | null {
  const text = getProxyForUrl(origin);
  if (text === '') return null;
  return URL.canParse(text) ? describe(new URL(text)) : { kind: 'unusable' };
}

function describe({ protocol, hostname, port, username, password }: URL): NamedProxy {
  const usualPort = usualPorts[protocol];
  const credentials = decode(`${username}:${password}`);
  if (usualPort === undefined || credentials === null) return { kind: 'unusable' };
  return {
    kind: 'http',
    isSecure: protocol === 'https:',
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? usualPort : Number(port),
    authorization: credentials === ':' ? null : `Basic ${Buffer.from(credentials).toString('base64')}`,
  };
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
