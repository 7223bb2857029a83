// Who may speak to the engine: links, each good for one page, and the sessions pages trade them for. Kept as digests, in memory only,
// so a host that was started again knows none of the old ones.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The oldest goes first: an attacker cannot mint, and a person does not open so many windows. */
const mostLinks = 32;
const mostSessions = 64;

export class AccessTokens {
  readonly #links: Buffer[] = [];
  readonly #sessions: Buffer[] = [];

  /** A token for the fragment of an address. It works once. */
  createLink(): string {
    return issue(this.#links, mostLinks);
  }

  /** For a link that was not used and cannot be any more. */
  withdrawLink(token: string): void {
    take(this.#links, digestOf(token));
  }

  /** The session that goes on from here: a new one for a link, which is used up, or the same one. null: the token is unknown. */
  admit(token: string): string | null {
    const digest = digestOf(token);
    if (take(this.#links, digest)) return issue(this.#sessions, mostSessions);
    if (!take(this.#sessions, digest)) return null;
    // Used last, so dropped last.
    this.#sessions.push(digest);
    return token;
  }
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function issue(digests: Buffer[], most: number): string {
  const token = randomBytes(32).toString('base64url');
  digests.push(digestOf(token));
  if (digests.length > most) digests.shift();
  return token;
}

/** Looks at every digest, found or not. Answers whether it was there. */
function take(digests: Buffer[], wanted: Buffer): boolean {
  const isFound = digests.map((digest) => timingSafeEqual(digest, wanted));
  const index = isFound.indexOf(true);
  if (index >= 0) digests.splice(index, 1);
  return index >= 0;
}
