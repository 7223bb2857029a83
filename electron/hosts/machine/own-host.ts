// Whether a request that came to a loopback address was meant for it. Pure.
import type { IncomingMessage } from 'node:http';

/** Exactly one Host header, and it is ours: a foreign name that resolves to us (DNS rebinding) still carries its own name here. */
export function isOwnHost({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>, origin: string): boolean {
  const hosts = rawHeaders.filter((_, index) => rawHeaders[index - 1]?.toLowerCase() === 'host' && index % 2 === 1);
  return hosts.length === 1 && `http://${hosts[0]}` === origin;
}
