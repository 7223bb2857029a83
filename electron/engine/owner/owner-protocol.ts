// What owner and client say to each other over the local socket, and the file in which a client finds the owner.
import * as z from 'zod';

export const ownerFileName = 'owner.json';

/** `owner.json`, mode 0600 in a folder of mode 0700: who can read it may speak for this user. */
export const ownerFileSchema = z.object({
  socket: z.string(),
  token: z.string(),
  version: z.string(),
  pid: z.int(),
});
export type OwnerFile = z.infer<typeof ownerFileSchema>;

export const clientMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hello'), token: z.string(), version: z.string() }),
  z.strictObject({ kind: z.literal('call'), id: z.int(), channel: z.string(), input: z.unknown() }),
  z.strictObject({ kind: z.literal('subscribe'), id: z.int(), channel: z.string(), input: z.unknown() }),
  z.strictObject({ kind: z.literal('unsubscribe'), id: z.int() }),
]);

export const ownerMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('welcome'), version: z.string() }),
  z.strictObject({ kind: z.literal('answer'), id: z.int(), value: z.unknown() }),
  // The owner is ending and did not run the call: the client may do it elsewhere.
  z.strictObject({ kind: z.literal('declined'), id: z.int() }),
  // The client is to hang up: whatever it said before it read this has been answered or declined.
  z.strictObject({ kind: z.literal('closing') }),
  z.strictObject({ kind: z.literal('event'), id: z.int(), value: z.unknown() }),
]);
