// What page and host say to each other over the socket. `electron/hosts/loopback/socket-protocol.ts` is the host's side of the same words.

export const socketPath = '/socket';

/** The host's word for a token that it does not know. */
export const tokenUnknownCode = 4401;

export type PageMessage =
  /** The first message, and only the first. */
  | { readonly kind: 'hello'; readonly token: string }
  | { readonly kind: 'call'; readonly id: number; readonly channel: string; readonly input: unknown }
  | { readonly kind: 'subscribe'; readonly id: number; readonly channel: string; readonly input: unknown }
  | { readonly kind: 'unsubscribe'; readonly id: number }
  /** Asks for a link, to open another window. */
  | { readonly kind: 'link'; readonly id: number }
  /** Asks for a sign of life. A browser's page cannot send or see the pings of WebSocket itself. */
  | { readonly kind: 'ping' };

export type HostMessage =
  | { readonly kind: 'welcome'; readonly session: string }
  /** To a call what the engine answered, to `link` the token. */
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'event'; readonly id: number; readonly value: unknown }
  /** To `ping`. */
  | { readonly kind: 'pong' };
