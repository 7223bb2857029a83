// Electron's safeStorage, its asynchronous half only: AES under a random key that lives as long as the folder of the application.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from './app.ts';
import { script } from './script.ts';

const { available, backend } = script.keychain ?? { available: true, backend: 'gnome_libsecret' };
const nonceBytes = 12;
const tagBytes = 16;

function readKey(): Buffer {
  const path = join(app.getPath('userData'), 'double-keychain');
  try {
    writeFileSync(path, randomBytes(32), { flag: 'wx' });
  } catch {
    // Made before.
  }
  return readFileSync(path);
}

export const safeStorage = {
  isAsyncEncryptionAvailable: async () => available,
  getSelectedStorageBackend: () => backend,
  encryptStringAsync: async (plain: string) => {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', readKey(), nonce);
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
  },
  decryptStringAsync: async (encrypted: Buffer) => {
    const decipher = createDecipheriv('aes-256-gcm', readKey(), encrypted.subarray(0, nonceBytes));
    decipher.setAuthTag(encrypted.subarray(-tagBytes));
    const plain = Buffer.concat([decipher.update(encrypted.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    return { result: plain.toString('utf8'), shouldReEncrypt: false };
  },
};
