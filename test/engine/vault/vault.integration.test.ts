import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../shared/kernel/secret.ts';
import { codeOf, crmSecret, failureOf, openFilledVault, openTestVault, passphrase, startMs } from './vault-fixture.ts';

describe('a data folder without a vault', () => {
  it('says so, and creates no file by being looked at', async () => {
    const { vault } = await openTestVault();
    expect(await vault.handlers.status({})).toEqual({
      exists: false,
      unlocked: false,
      slots: [],
      keychain: null,
      problem: null,
    });
    expect(await codeOf(() => vault.handlers.list({}))).toBe('VAULT_MISSING');
    expect(await codeOf(() => vault.handlers.unlock({ passphrase }))).toBe('VAULT_MISSING');
    expect(await codeOf(() => vault.handlers.set(crmSecret))).toBe('VAULT_MISSING');
    expect(await codeOf(() => vault.resolve('crm-acme', 'https://crm.example.com'))).toBe('VAULT_MISSING');
    expect(vault.knownSecrets()).toEqual([]);
    expect((await vault.handlers.status({})).exists).toBe(false);
  });

  it('gets an unlocked one with a good passphrase', async () => {
    const { vault } = await openTestVault();
    expect(await codeOf(() => vault.handlers.create({ passphrase: 'short' }))).toBe('VAULT_PASSPHRASE_WEAK');
    expect(await codeOf(() => vault.handlers.create({ passphrase: 'aaaaaaaaaaaa' }))).toBe('VAULT_PASSPHRASE_WEAK');
    const status = await vault.handlers.create({ passphrase });
    expect(status).toMatchObject({ exists: true, unlocked: true, slots: [{ kind: 'passphrase', createdAt: startMs }] });
    expect(await codeOf(() => vault.handlers.create({ passphrase }))).toBe('VAULT_EXISTS');
  });

  it('stretches the passphrase with N = 2^17 unless told otherwise', async () => {
    const { vault, file } = await openTestVault({ scryptCost: undefined });
    await vault.handlers.create({ passphrase });
    await vault.handlers.lock({});
    expect((await vault.handlers.unlock({ passphrase })).unlocked).toBe(true);
    expect(JSON.parse(file()).slots[0].scrypt).toEqual({ n: 131_072, r: 8, p: 1 });
  });
});

describe('a locked vault', () => {
  it('gives nothing but names, kinds and origins', async () => {
    const { vault } = await openFilledVault();
    expect((await vault.handlers.lock({})).unlocked).toBe(false);
    expect(await vault.handlers.list({})).toEqual([
      { name: 'crm-acme', kind: 'endpoint', origins: ['https://crm.example.com'], set: true, updatedAt: startMs },
    ]);
    expect(vault.knownSecrets()).toEqual([]);
    for (const act of [
      () => vault.resolve('crm-acme', 'https://crm.example.com'),
      () => vault.handlers.set({ ...crmSecret, replace: true }),
      () => vault.handlers.bind({ name: 'crm-acme', origin: 'https://other.example.net' }),
      () => vault.handlers.remove({ name: 'crm-acme' }),
      () => vault.createRecoveryKey(),
      () => vault.importSecrets([]),
      () => vault.handlers.keepInKeychain({}),
      () => vault.handlers.removeSlot({ id: 'any' }),
    ]) {
      expect(await codeOf(act)).toBe('VAULT_LOCKED');
    }
  });

  it('opens with the passphrase, however its accents were typed, and with no other', async () => {
    const { vault } = await openTestVault();
    await vault.handlers.create({ passphrase: 'caf\u00e9 au lait' });
    await vault.handlers.lock({});
    expect(await codeOf(() => vault.handlers.unlock({ passphrase: 'cafe au lait' }))).toBe('VAULT_PASSPHRASE');
    expect((await vault.handlers.unlock({ passphrase: 'cafe\u0301 au lait' })).unlocked).toBe(true);
    expect(await codeOf(() => vault.handlers.unlock({ passphrase: 'not this one' }))).toBe('VAULT_PASSPHRASE');
    expect((await vault.handlers.status({})).unlocked).toBe(true);
  });

  it('opens in another engine with what was stored', async () => {
    const { again } = await openFilledVault();
    const other = await again();
    expect((await other.handlers.status({})).unlocked).toBe(false);
    await other.handlers.unlock({ passphrase });
    expect(other.resolve('crm-acme', 'https://crm.example.com').reveal()).toBe(crmSecret.value);
  });
});

describe('storing a secret', () => {
  it('answers its last four characters at most, and nothing of one under twelve', async () => {
    const { vault } = await openFilledVault();
    const [held] = await vault.handlers.list({});
    expect(held).toMatchObject({ name: 'crm-acme', last4: '/8+k' });
    const short = await vault.handlers.set({ name: 'short', value: 'elevenchars', kind: 'endpoint', origins: [] });
    expect(short).not.toHaveProperty('last4');
    expect(JSON.stringify([await vault.handlers.list({}), await vault.handlers.status({})])).not.toContain('4f9d17e2');
  });

  it('refuses names, values and origins that break the rules, and repeats none of them', async () => {
    const { vault, file } = await openFilledVault();
    const before = file();
    const refuse = (change: Partial<typeof crmSecret>) =>
      failureOf(() => vault.handlers.set({ ...crmSecret, name: 'new', ...change }));
    for (const [change, code] of [
      [{ name: 'Tok-SECRET-VALUE' }, 'SECRET_NAME_INVALID'],
      [{ name: '' }, 'SECRET_NAME_INVALID'],
      [{ name: '__proto__' }, 'SECRET_NAME_INVALID'],
      [{ value: '' }, 'SECRET_VALUE_INVALID'],
      [{ value: 'SECRET\r\nX-Injected: 1' }, 'SECRET_VALUE_INVALID'],
      [{ value: ' SECRET' }, 'SECRET_VALUE_INVALID'],
      [{ value: 'SECRETé' }, 'SECRET_VALUE_INVALID'],
      [{ origins: ['ftp://SECRET.example.com'] }, 'SECRET_ORIGIN_INVALID'],
      [{ origins: ['SECRET'] }, 'SECRET_ORIGIN_INVALID'],
    ] as const) {
      const failure = await refuse(change as Partial<typeof crmSecret>);
      expect(failure.error.code).toBe(code);
      expect(JSON.stringify(failure.error)).not.toContain('SECRET-VALUE');
      expect(failure.error.message).not.toMatch(/SECRET(?!_)/);
    }
    expect((await refuse({ value: 'a\tb\n' })).error.problems).toMatchObject([
      { code: 'TOKEN_INVALID', path: 'value' },
    ]);
    expect(file()).toBe(before);
  });

  it('replaces one only on purpose, and keeps its origins unless others are named', async () => {
    const { vault, clock } = await openFilledVault();
    expect(await codeOf(() => vault.handlers.set({ ...crmSecret, value: 'new-token-1234' }))).toBe('SECRET_EXISTS');
    clock.advance(1000);
    const replaced = await vault.handlers.set({
      name: 'crm-acme',
      value: 'new-token-1234',
      kind: 'endpoint',
      replace: true,
    });
    expect(replaced).toMatchObject({ origins: ['https://crm.example.com'], updatedAt: startMs + 1000, last4: '1234' });
    expect(vault.resolve('crm-acme', 'https://crm.example.com/hook').reveal()).toBe('new-token-1234');
    const moved = await vault.handlers.set({
      ...crmSecret,
      origins: ['https://b.example.net/x', 'HTTPS://B.example.net:443'],
      replace: true,
    });
    expect(moved.origins).toEqual(['https://b.example.net']);
  });

  it('loses neither of two that are stored at once', async () => {
    const { vault, again } = await openFilledVault();
    const names = Array.from({ length: 20 }, (_, index) => `at-once-${index}`);
    await Promise.all(names.map((name) => vault.handlers.set({ ...crmSecret, name })));
    const other = await again();
    expect((await other.handlers.list({})).map(({ name }) => name)).toEqual([...names, 'crm-acme'].sort());
  });

  it('removes one, but one that is used only on purpose', async () => {
    const { vault } = await openFilledVault({ countUses: (name) => (name === 'crm-acme' ? 3 : 0) });
    expect((await vault.handlers.list({}))[0]).toMatchObject({ usedBy: 3 });
    expect(await codeOf(() => vault.handlers.remove({ name: 'crm-acme' }))).toBe('SECRET_IN_USE');
    expect(await codeOf(() => vault.handlers.remove({ name: 'crm-other' }))).toBe('SECRET_UNKNOWN_NAME');
    expect(await vault.handlers.remove({ name: 'crm-acme', evenIfUsed: true })).toEqual({ name: 'crm-acme' });
    expect(await vault.handlers.list({})).toEqual([]);
  });
});

describe('where a secret may go', () => {
  it('is only to origins it is bound to', async () => {
    const { vault } = await openFilledVault();
    for (const url of [
      'https://evil.example.net/crm.example.com',
      'http://crm.example.com',
      'https://crm.example.com:8443',
      'https://crm.example.com.evil.example.net',
      'https://crm.example.com@evil.example.net/',
      'not a url',
    ]) {
      expect(await codeOf(() => vault.resolve('crm-acme', url))).toBe('SECRET_ORIGIN');
    }
    expect(vault.resolve('crm-acme', 'https://CRM.example.com:443/hook?x=1').reveal()).toBe(crmSecret.value);
    expect(await codeOf(() => vault.resolve('other', 'https://crm.example.com'))).toBe('SECRET_UNKNOWN_NAME');
  });

  it('can be widened and narrowed without knowing the value', async () => {
    const { vault } = await openFilledVault();
    const bound = await vault.handlers.bind({ name: 'crm-acme', origin: 'https://b.example.net:8443/path' });
    expect(bound.origins).toEqual(['https://b.example.net:8443', 'https://crm.example.com']);
    expect(vault.resolve('crm-acme', 'https://b.example.net:8443').reveal()).toBe(crmSecret.value);
    expect(await vault.handlers.bind({ name: 'crm-acme', origin: 'https://crm.example.com' })).toEqual(bound);
    await vault.handlers.unbind({ name: 'crm-acme', origin: 'https://crm.example.com' });
    expect(await codeOf(() => vault.resolve('crm-acme', 'https://crm.example.com'))).toBe('SECRET_ORIGIN');
    expect(await codeOf(() => vault.handlers.bind({ name: 'none', origin: 'https://a.example.com' }))).toBe(
      'SECRET_UNKNOWN_NAME',
    );
    expect(await codeOf(() => vault.handlers.bind({ name: 'crm-acme', origin: 'file:///etc' }))).toBe(
      'SECRET_ORIGIN_INVALID',
    );
  });
});

describe('showing a secret to a person', () => {
  it('needs no origin, but an unlocked vault', async () => {
    const { vault } = await openFilledVault();
    expect(vault.reveal('crm-acme').reveal()).toBe(crmSecret.value);
    expect(await codeOf(() => vault.reveal('none'))).toBe('SECRET_UNKNOWN_NAME');
    await vault.handlers.lock({});
    expect(await codeOf(() => vault.reveal('crm-acme'))).toBe('VAULT_LOCKED');
  });
});

describe('redacting with the vault', () => {
  const text = `x ${crmSecret.value} y`;

  it('follows what the vault knows', async () => {
    const { vault } = await openFilledVault();
    const before = vault.redactor().redactText(text);
    expect(before).toMatch(/^x \[secret crm-acme #[0-9a-f]{8}\] y$/);
    await vault.handlers.set({ ...crmSecret, name: 'later', value: 'known-from-now-on' });
    expect(vault.redactor().redactText('known-from-now-on')).toMatch(/^\[secret later/);
    expect(vault.redactor().redactText(text)).toBe(before);
  });

  it('makes the same references in every engine that opens the vault', async () => {
    const { vault, again } = await openFilledVault();
    const other = await again();
    await other.handlers.unlock({ passphrase });
    expect(other.redactor().redactText(text)).toBe(vault.redactor().redactText(text));
  });

  it('knows the values of one run even without a vault', async () => {
    const { vault } = await openTestVault();
    const run = [{ name: 'file', value: new Secret(crmSecret.value) }];
    expect(vault.redactor(run).redactText(text)).toMatch(/^x \[secret file #[0-9a-f]{8}\] y$/);
    expect(vault.redactor().redactText(text)).toBe(text);
  });
});

describe('importing plain secrets of a file', () => {
  const imported = (base: string, value: string, origin = 'https://crm.example.com') =>
    ({ base, value: new Secret(value), kind: 'endpoint', origins: [origin] }) as const;

  it('chooses free names and stores all in one write', async () => {
    const { vault, file } = await openFilledVault();
    const { revision } = JSON.parse(file());
    const names = await vault.importSecrets([
      imported('CRM Acme!', 'value-number-one'),
      imported('crm acme', 'value-number-two'),
      imported('Zoë ☎', 'value-number-three'),
      imported('☎', 'value-number-four'),
    ]);
    expect(names).toEqual(['crm-acme-2', 'crm-acme-3', 'zoe', 'secret']);
    expect(JSON.parse(file()).revision).toBe(revision + 1);
    expect(vault.resolve('zoe', 'https://crm.example.com').reveal()).toBe('value-number-three');
  });

  it('keeps one secret one: the same value for the same origins is not stored twice', async () => {
    const { vault, file } = await openFilledVault();
    const before = file();
    expect(await vault.importSecrets([imported('again', crmSecret.value)])).toEqual(['crm-acme']);
    expect(file()).toBe(before);
    const elsewhere = imported('again', crmSecret.value, 'https://b.example.net');
    expect(await vault.importSecrets([elsewhere, elsewhere])).toEqual(['again', 'again']);
    expect(await codeOf(() => vault.resolve('crm-acme', 'https://b.example.net'))).toBe('SECRET_ORIGIN');
  });

  it('stores none when one is refused', async () => {
    const { vault, file } = await openFilledVault();
    const before = file();
    const act = () => vault.importSecrets([imported('good', 'value-number-one'), imported('bad', 'line\nbreak')]);
    expect(await codeOf(act)).toBe('SECRET_VALUE_INVALID');
    expect(file()).toBe(before);
  });
});

describe('what is known about the vault elsewhere', () => {
  it('is its status, first at once and then after every change', async () => {
    const { vault } = await openTestVault();
    const seen: string[] = [];
    const stop = vault.handlers.watch({}, ({ seq, status }) => {
      seen.push(`${seq} ${status.exists ? 'exists' : 'missing'} ${status.unlocked ? 'unlocked' : 'locked'}`);
    });
    await vault.handlers.create({ passphrase });
    await vault.handlers.set(crmSecret);
    await vault.handlers.lock({});
    stop();
    await vault.handlers.unlock({ passphrase });
    expect(seen).toEqual(['0 missing locked', '1 exists unlocked', '2 exists unlocked', '3 exists locked']);
  });

  it('is never a value: a secret prints as [secret] everywhere', async () => {
    const { vault } = await openFilledVault();
    const secret = vault.resolve('crm-acme', 'https://crm.example.com');
    const prints = [
      String(secret),
      `${secret}`,
      JSON.stringify({ secret }),
      inspect({ secret }),
      inspect(vault.knownSecrets()),
    ];
    for (const print of prints) {
      expect(print).toContain('[secret]');
      expect(print).not.toContain(crmSecret.value);
    }
  });
});

describe('locking when idle', () => {
  const minutes = 60_000;

  it('happens after the limit, and every use starts it anew', async () => {
    const { vault, clock } = await openFilledVault();
    vault.lockAfter(15 * minutes);
    clock.advance(14 * minutes);
    vault.resolve('crm-acme', 'https://crm.example.com');
    clock.advance(14 * minutes);
    await vault.handlers.set({ ...crmSecret, name: 'another' });
    clock.advance(14 * minutes);
    expect((await vault.handlers.status({})).unlocked).toBe(true);
    clock.advance(1 * minutes);
    expect((await vault.handlers.status({})).unlocked).toBe(false);
    expect(await codeOf(() => vault.resolve('crm-acme', 'https://crm.example.com'))).toBe('VAULT_LOCKED');
  });

  it('starts again with the next unlocking, and never happens with a limit of 0', async () => {
    const { vault, clock } = await openFilledVault();
    vault.lockAfter(minutes);
    clock.advance(minutes);
    await vault.handlers.unlock({ passphrase });
    clock.advance(minutes);
    expect((await vault.handlers.status({})).unlocked).toBe(false);
    await vault.handlers.unlock({ passphrase });
    vault.lockAfter(0);
    clock.advance(1000 * minutes);
    expect((await vault.handlers.status({})).unlocked).toBe(true);
  });

  it('leaves no timer behind a closed vault', async () => {
    const { vault, clock } = await openFilledVault();
    vault.lockAfter(minutes);
    await vault.close();
    expect(clock.timers).toBe(0);
    expect((await vault.handlers.status({})).unlocked).toBe(false);
  });
});
