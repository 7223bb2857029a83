// The cryptography of the vault: AES-256-GCM under a context, and the keys derived from one another. It knows no file.
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

export const keyBytes = 32;
export const nonceBytes = 12;
const tagBytes = 16;

/** What a ciphertext belongs to. It is authenticated: under any other context the ciphertext does not open. */
export type Context = readonly unknown[];

/** Ciphertext and tag. A nonce is used once under one key. */
export function seal(plain: Uint8Array, by: { key: Uint8Array; nonce: Uint8Array; context: Context }): Buffer {
  const cipher = createCipheriv('aes-256-gcm', by.key, by.nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(JSON.stringify(by.context)));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** null when the key, the nonce, the context or a single bit is another than it was sealed with. */
export function unseal(
  sealed: Uint8Array,
  by: { key: Uint8Array; nonce: Uint8Array; context: Context },
): Buffer | null {
  if (sealed.length < tagBytes || by.nonce.length !== nonceBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', by.key, by.nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(JSON.stringify(by.context)));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const plain = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    return null;
  }
}

/** For keys of full entropy only; a passphrase is stretched with scrypt. */
export function deriveKey(from: Uint8Array, salt: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', from, salt, `switchhook vault ${purpose}`, keyBytes));
}

/** All that opening a vault yields. `wipeKeys` ends it. */
export interface VaultKeys {
  /** Encrypts the entries; the slots wrap it. */
  readonly data: Buffer;
  /** Authenticates the whole file. */
  readonly seal: Buffer;
  /** Makes redacted values comparable without telling them. */
  readonly redaction: Buffer;
}

/** Takes its own copy of the data key. */
export function deriveKeys(dataKey: Uint8Array): VaultKeys {
  const none = new Uint8Array(0);
  return {
    data: Buffer.from(dataKey),
    seal: deriveKey(dataKey, none, 'seal'),
    redaction: deriveKey(dataKey, none, 'redaction'),
  };
}

export function wipeKeys(keys: VaultKeys): void {
  keys.data.fill(0);
  keys.seal.fill(0);
  keys.redaction.fill(0);
}
