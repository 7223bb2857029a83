// What is typed about a secret, checked before the engine is asked: origins one a line, and new passphrases. Pure.
import { isStrongPassphrase, normaliseOrigin } from '../../../shared/vault/secret-rules.ts';

/** Origins in the order written, each once, or the first line that is no address. */
export function readOrigins(text: string): { readonly origins: string[] } | { readonly refused: string } {
  const lines = text
    .split(/[\s,]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const origins = lines.map(normaliseOrigin);
  const refusedAt = origins.indexOf(null);
  if (refusedAt >= 0) return { refused: lines[refusedAt] ?? '' };
  return { origins: [...new Set(origins as string[])] };
}

export type NewPassphraseProblem = 'weak' | 'different';

/** null: it can be used. */
export function checkNewPassphrase(passphrase: string, repeated: string): NewPassphraseProblem | null {
  if (!isStrongPassphrase(passphrase)) return 'weak';
  return passphrase === repeated ? null : 'different';
}
