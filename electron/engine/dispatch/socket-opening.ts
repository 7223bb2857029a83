// What every way to a connection has in common.
import type net from 'node:net';
import type { ResolvedAddress } from '../ports.ts';

/** `abort` ends it in any state; `opened` then never settles or rejects. */
export interface SocketOpening {
  readonly opened: Promise<net.Socket>;
  abort(): void;
}

/** For `net.connect`: whatever name it asks for, these are its addresses. */
export function answerWith(addresses: readonly ResolvedAddress[]): net.LookupFunction {
  return (_hostname, options, answer) => {
    const [first] = addresses;
    if (options.all) answer(null, [...addresses]);
    else answer(null, first?.address ?? '', first?.family);
  };
}
