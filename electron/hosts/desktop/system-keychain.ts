// The operating system's secret store as the engine's keychain. Only safeStorage's asynchronous half: the other one blocks, and goes.
import { safeStorage } from 'electron';
import type { Keychain } from '../../engine/ports.ts';

/** `basic_text` is a key that everybody knows; `unknown` is what the engine takes for no keychain at all. */
const worthless = ['basic_text', 'unknown'];

export const systemKeychain: Keychain = {
  backend: findBackend,
  wrap: async (plain) => {
    const backend = await findBackend();
    if (worthless.includes(backend)) throw new Error(`The keychain ${backend} protects nothing.`);
    return safeStorage.encryptStringAsync(Buffer.from(plain).toString('base64'));
  },
  unwrap: async (wrapped) => {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(wrapped));
    return { plain: Buffer.from(result, 'base64'), shouldWrapAgain: shouldReEncrypt };
  },
};

async function findBackend(): Promise<string> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'unknown';
  switch (process.platform) {
    case 'darwin':
      return 'keychain';
    case 'win32':
      return 'dpapi';
    default:
      return safeStorage.getSelectedStorageBackend();
  }
}
