import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkSecretValue,
  isSecretName,
  isStrongPassphrase,
  lastFour,
  normaliseOrigin,
  proposeSecretName,
} from '../../../shared/vault/secret-rules.ts';

describe('the name of a secret', () => {
  it.each(['a', '0', 'crm-acme', 'crm.acme_2', 'constructor', 'a'.repeat(64)])('may be %s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each(['', 'A', '-a', '.a', '_a', '__proto__', 'a b', 'a/b', 'ä', 'a\n', 'a'.repeat(65)])(
    'may not be %j',
    (name) => {
      expect(isSecretName(name)).toBe(false);
    },
  );

  it('is proposed near any text, always valid and always free', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.nat(30), (base, taken) => {
        const names = new Set<string>();
        for (let count = 0; count <= taken; count += 1) {
          const name = proposeSecretName(base, (candidate) => names.has(candidate));
          expect(isSecretName(name)).toBe(true);
          expect(names.has(name)).toBe(false);
          names.add(name);
        }
      }),
    );
  });

  it('is proposed so that people recognise it', () => {
    const free = () => false;
    expect(proposeSecretName('CRM: Acme & Söhne', free)).toBe('crm-acme-sohne');
    expect(proposeSecretName('  ', free)).toBe('secret');
    expect(proposeSecretName('crm', (name) => name === 'crm' || name === 'crm-2')).toBe('crm-3');
  });
});

describe('the value of a secret', () => {
  const isGood = (kind: 'endpoint' | 'portal' | 'signing', value: string) => checkSecretValue(kind, value).length === 0;

  it('that travels in a header is visible ASCII with spaces and tabs only inside', () => {
    for (const kind of ['endpoint', 'signing'] as const) {
      for (const value of ['x', 'a b', 'a\tb', '!~', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])
        expect(isGood(kind, value)).toBe(true);
      for (const value of ['', ' a', 'a ', '\ta', 'a\n', 'a\r\nb', 'a\0b', 'a\x7fb', 'é', '€'])
        expect(isGood(kind, value)).toBe(false);
    }
  });

  it('for a portal may be any text without control characters', () => {
    for (const value of [' pässword €', 'x']) expect(isGood('portal', value)).toBe(true);
    for (const value of ['', 'a\nb', 'a\x85b', 'a\0']) expect(isGood('portal', value)).toBe(false);
  });

  it('has at most 4096 characters', () => {
    expect(isGood('endpoint', 'x'.repeat(4096))).toBe(true);
    expect(isGood('endpoint', 'x'.repeat(4097))).toBe(false);
  });

  it('is not repeated by the problem it has', () => {
    const [problem] = checkSecretValue('endpoint', 'hunter2-hunter2\n');
    expect(problem).toMatchObject({ code: 'TOKEN_INVALID', severity: 'error', path: 'value' });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });

  it('shows its last four characters from twelve on', () => {
    expect(lastFour('12345678901')).toBeUndefined();
    expect(lastFour('123456789012')).toBe('9012');
    expect(lastFour('😀'.repeat(11))).toBeUndefined();
    expect(lastFour('12345678901😀')).toBe('901😀');
  });
});

describe('an origin', () => {
  it.each([
    ['https://CRM.example.com', 'https://crm.example.com'],
    ['https://crm.example.com:443/hook?a=b#c', 'https://crm.example.com'],
    ['http://crm.example.com:8080/', 'http://crm.example.com:8080'],
    ['https://user@crm.example.com/', 'https://crm.example.com'],
    ['http://[::1]:3000/x', 'http://[::1]:3000'],
  ])('of %s is %s', (url, origin) => {
    expect(normaliseOrigin(url)).toBe(origin);
  });

  it.each([
    '',
    'crm.example.com',
    'ftp://crm.example.com',
    'file:///etc/passwd',
    'data:,x',
    'javascript:1',
    'https://',
  ])('of %j is none', (url) => {
    expect(normaliseOrigin(url)).toBeNull();
  });
});

describe('a passphrase', () => {
  it('has at least eight characters, four of them different', () => {
    for (const good of ['abcd1234', 'aaaabbcd', '😀😁😂🤣😃😄😅😆']) expect(isStrongPassphrase(good)).toBe(true);
    for (const bad of ['', 'abcd123', 'aaaaaaaa', 'abcabcabc', '😀😁😂🤣']) expect(isStrongPassphrase(bad)).toBe(false);
  });
});
