// What page and host say to each other over the socket. `renderer/client/socket-protocol.ts` is the page's side of the same words.
import * as z from 'zod';

export const socketPath = '/socket';

/** Why the host hung up. */
export const closeCodes = {
  /** The host ends. */
  goingAway: 1001,
  /** The engine gave no answer at all. */
  engineGone: 1011,
  /** Not a message of ours. */
  badMessage: 4400,
  /** Neither a link that was not used yet nor a session of this host. */
  tokenUnknown: 4401,
  /** The token did not come in time, or too many others waited with theirs. */
  tokenMissing: 4408,
} as const;

const token = z.string().max(100);

export const pageMessageSchema = z.discriminatedUnion('kind', [
  /** The first message, and only the first. */
  z.strictObject({ kind: z.literal('hello'), token }),
  z.strictObject({ kind: z.literal('call'), id: z.int(), channel: z.string(), input: z.unknown() }),
  z.strictObject({ kind: z.literal('subscribe'), id: z.int(), channel: z.string(), input: z.unknown() }),
  z.strictObject({ kind: z.literal('unsubscribe'), id: z.int() }),
  /** Asks for a link, to open another window. */
  z.strictObject({ kind: z.literal('link'), id: z.int() }),
  /** Asks for a sign of life. A browser's page cannot send or see the pings of WebSocket itself. */
  z.strictObject({ kind: z.literal('ping') }),
]);
export type PageMessage = z.infer<typeof pageMessageSchema>;

export type HostMessage =
  | { readonly kind: 'welcome'; readonly session: string }
  /** To a call what the engine answered, to `link` the token. */
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'event'; readonly id: number; readonly value: unknown }
  /** To `ping`. */
  | { readonly kind: 'pong' };
