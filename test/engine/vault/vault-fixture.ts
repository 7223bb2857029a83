// A vault in a folder of its own, with a clock that stands still and a keychain that does as it is told.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock, Keychain } from '../../../electron/engine/ports.ts';
import { openVault, type Vault, type VaultOptions } from '../../../electron/engine/vault/vault.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';

export const passphrase = 'correct horse battery';
const cheapScrypt = 2 ** 10;
export const startMs = Date.UTC(2026, 10, 23, 10, 41, 7);

export class TestClock implements Clock {
  #nowMs = startMs;
  readonly #waiting = new Set<{ dueMs: number; act: () => void }>();

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, act: () => void): () => void {
    const timer = { dueMs: this.#nowMs + delayMs, act };
    this.#waiting.add(timer);
    return () => void this.#waiting.delete(timer);
  }

  get timers(): number {
    return this.#waiting.size;
  }

  advance(byMs: number): void {
    this.#nowMs += byMs;
    for (const timer of [...this.#waiting]) {
      if (timer.dueMs > this.#nowMs || !this.#waiting.delete(timer)) continue;
      timer.act();
    }
  }

  /** Sets the wall clock back; timers run on as they would. */
  putBack(byMs: number): void {
    this.#nowMs -= byMs;
    for (const timer of this.#waiting) timer.dueMs -= byMs;
  }
}

/** AES under a key per backend: what one backend wrapped another cannot unwrap. */
export class TestKeychain implements Keychain {
  name: string;
  refuses = false;
  wantsWrapAgain = false;
  givesBackNonsense = false;
  readonly #keys = new Map<string, Buffer>();

  constructor(name: string) {
    this.name = name;
  }

  async backend(): Promise<string> {
    return this.name;
  }

  async wrap(plain: Uint8Array): Promise<Uint8Array> {
    if (this.refuses) throw new Error('the keychain is closed');
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key(), nonce);
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  async unwrap(wrapped: Uint8Array): Promise<{ plain: Uint8Array; shouldWrapAgain: boolean }> {
    if (this.refuses) throw new Error('the keychain is closed');
    const decipher = createDecipheriv('aes-256-gcm', this.#key(), wrapped.subarray(0, 12));
    decipher.setAuthTag(wrapped.subarray(-16));
    const plain = Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
    if (this.givesBackNonsense) plain.fill(7);
    return { plain, shouldWrapAgain: this.wantsWrapAgain };
  }

  #key(): Buffer {
    const key = this.#keys.get(this.name) ?? randomBytes(32);
    this.#keys.set(this.name, key);
    return key;
  }
}

export interface TestVault {
  readonly vault: Vault;
  readonly clock: TestClock;
  readonly folder: string;
  readonly filePath: string;
  readonly logged: string[];
  /** Another engine on the same file. */
  again(options?: Partial<VaultOptions>): Promise<Vault>;
  file(): string;
}

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-vault-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function openTestVault(options: Partial<VaultOptions> = {}): Promise<TestVault> {
  const filePath = options.filePath ?? join(makeFolder(), 'vault.json');
  const clock = new TestClock();
  const logged: string[] = [];
  const again = async (more: Partial<VaultOptions> = {}): Promise<Vault> => {
    const vault = await openVault({
      filePath,
      clock,
      random: { bytes: (count) => new Uint8Array(randomBytes(count)) },
      keychain: null,
      log: (level, message, fields) => logged.push(`${level} ${message} ${JSON.stringify(fields)}`),
      scryptCost: cheapScrypt,
      ...options,
      ...more,
    });
    onTestFinished(() => vault.close());
    return vault;
  };
  const vault = await again();
  return {
    vault,
    clock,
    folder: join(filePath, '..'),
    filePath,
    logged,
    again,
    file: () => readFileSync(filePath, 'utf8'),
  };
}

/** Unlocked, and holding one endpoint secret, `crm-acme`, for https://crm.example.com. */
export async function openFilledVault(options: Partial<VaultOptions> = {}): Promise<TestVault> {
  const test = await openTestVault(options);
  await test.vault.handlers.create({ passphrase });
  await test.vault.handlers.set(crmSecret);
  return test;
}

export const crmSecret = {
  name: 'crm-acme',
  value: 'tok-4f9d17e2-Zy/8+k',
  kind: 'endpoint' as const,
  origins: ['https://crm.example.com'],
};

/** The code of the failure that `act` ends in; throws when it succeeds. */
export async function codeOf(act: () => unknown): Promise<string> {
  return (await failureOf(act)).error.code;
}

export async function failureOf(act: () => unknown): Promise<Failure> {
  try {
    await act();
  } catch (cause) {
    if (cause instanceof Failure) return cause;
    throw cause;
  }
  throw new Error('It succeeded, though it should have failed.');
}
