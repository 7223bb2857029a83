// What a secret may be called, what it may hold and where it may go. Pure rules; the engine keeps the values.
import * as z from 'zod';
import type { Problem } from '../kernel/problem.ts';

/** endpoint: password or token of a receiving system · portal: login of a portal · signing: key that signs webhooks. */
export const secretKindSchema = z.enum(['endpoint', 'portal', 'signing']);
export type SecretKind = z.infer<typeof secretKindSchema>;

const namePattern = /^[a-z0-9][a-z0-9._-]{0,63}$/;

export function isSecretName(name: string): boolean {
  return namePattern.test(name);
}

/** A free name close to `base`, which may be any text: an integration's name, a file's, a host's. */
export function proposeSecretName(base: string, isTaken: (name: string) => boolean): string {
  const plain = base.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  // 56 of 64 characters leave room for the number.
  const slug = plain
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '')
    .slice(0, 56)
    .replace(/[._-]+$/, '');
  const name = slug === '' ? 'secret' : slug;
  if (!isTaken(name)) return name;
  for (let number = 2; ; number += 1) {
    if (!isTaken(`${name}-${number}`)) return `${name}-${number}`;
  }
}

const longestSecret = 4096;
// The rule for header values: visible ASCII, with spaces and tabs only inside. What breaks it is refused, never stripped.
const headerValue = /^[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?$/;
const hasControl = /\p{Cc}/u;

/** Endpoint and signing secrets travel in headers and obey their rule. A portal's password may be any text without control characters. */
export function checkSecretValue(kind: SecretKind, value: string): Problem[] {
  const refuse = (message: string): Problem[] => [{ code: 'TOKEN_INVALID', severity: 'error', path: 'value', message }];
  if (value === '') return refuse('The secret is empty.');
  if (value.length > longestSecret) return refuse(`The secret is longer than ${longestSecret} characters.`);
  if (kind === 'portal') return hasControl.test(value) ? refuse('The secret holds a control character.') : [];
  if (headerValue.test(value)) return [];
  return refuse('The secret must be visible ASCII, with spaces and tabs only inside: it travels in a header.');
}

/** `https://crm.example.com:8443` from any http or https URL; null from everything else. */
export function normaliseOrigin(url: string): string | null {
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.origin : null;
  } catch {
    return null;
  }
}

/** What may be shown of a value: its last four characters, and nothing of one under twelve. */
export function lastFour(value: string): string | undefined {
  const characters = [...value];
  return characters.length < 12 ? undefined : characters.slice(-4).join('');
}

const shortestPassphrase = 8;

/** Stretching makes guessing slow, not impossible: at least eight characters, four of them different. */
export function isStrongPassphrase(passphrase: string): boolean {
  const characters = [...passphrase];
  return characters.length >= shortestPassphrase && new Set(characters).size >= 4;
}
