import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, type KnownSecret } from '../../../electron/engine/vault/redactor.ts';
import { Secret } from '../../../shared/kernel/secret.ts';

const hmacKey = Buffer.alloc(32, 7);
const known = (name: string, value: string): KnownSecret => ({ name, value: new Secret(value) });
const make = (...secrets: KnownSecret[]) => createRedactor(secrets, { hmacKey });

const token = 'tök en/+"\\1&=%?-9';
const redactor = make(known('crm-acme', token));
const reference = /^\[secret crm-acme #[0-9a-f]{8}\]$/;

const escapeAll = (value: string) =>
  [...value]
    .map((letter) =>
      Array.from(
        { length: letter.length },
        (_, at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`,
      ).join(''),
    )
    .join('');
const percentAll = (value: string) => Buffer.from(value).toString('hex').replace(/../g, '%$&');

/** Every way a value is known to travel, by name. */
const encodings: Record<string, (value: string) => string> = {
  plain: (value) => value,
  base64: (value) => Buffer.from(value).toString('base64'),
  'base64 without padding': (value) => Buffer.from(value).toString('base64').replace(/=+$/, ''),
  'url-safe base64': (value) => Buffer.from(value).toString('base64url'),
  percent: encodeURIComponent,
  'percent in lower case': (value) => encodeURIComponent(value).replace(/%../g, (hex) => hex.toLowerCase()),
  'percent of every byte': percentAll,
  'percent of every byte in upper case': (value) => percentAll(value).toUpperCase(),
  form: (value) => new URLSearchParams([['', value]]).toString().slice(1),
  json: (value) => JSON.stringify(value).slice(1, -1),
  'json with escaped slashes': (value) => JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/'),
  'json with every character escaped': escapeAll,
  'percent-encoded base64': (value) => encodeURIComponent(Buffer.from(value).toString('base64')),
  'base64 in json with escaped slashes': (value) => Buffer.from(value).toString('base64').replaceAll('/', '\\/'),
};

// Well-formed text without the letters of the filler and the reference, so that what is left can be told from what was planted.
const secretValue = fc
  .string({
    unit: fc.oneof(fc.constantFrom(...'0123456789+/ "\\&=%?ÄÖ~'), fc.constantFrom('é', '€', '😀')),
    minLength: 8,
    maxLength: 40,
  })
  .filter((value) => [...value].length >= 8);

describe('redacting', () => {
  it.each(Object.entries(encodings))('replaces a value in %s, whole', (_, encode) => {
    expect(redactor.redactText(encode(token))).toMatch(reference);
    expect(redactor.redactText(`{"a":"${encode(token)}"}`)).toMatch(/^\{"a":"\[secret crm-acme #[0-9a-f]{8}\]"\}$/);
  });

  it('leaves no encoding of any secret, wherever it was planted', () => {
    const plants = fc.array(
      fc.tuple(fc.nat(4), fc.constantFrom(...Object.keys(encodings)), fc.constantFrom('', 'x', '<>', '\n')),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.uniqueArray(secretValue, { minLength: 1, maxLength: 5 }), plants, (values, planted) => {
        const text = planted
          .map(([of, how, filler]) => filler + encodings[how]?.(values[of % values.length] ?? ''))
          .join(filler(planted));
        const redacted = make(...values.map((value, index) => known(`name-${index}`, value))).redactText(text);
        for (const [of, how] of planted)
          expect(redacted).not.toContain(encodings[how]?.(values[of % values.length] ?? ''));
      }),
      { numRuns: 300 },
    );
    function filler(planted: unknown[]): string {
      return planted.length % 2 === 0 ? ' ' : '|';
    }
  });

  it('leaves nothing of a secret that is cut in the middle, in any encoding', () => {
    const secret = 'Q7#v!pL-9zR2xWm4';
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(encodings)),
        fc.nat(),
        fc.constantFrom('', '{"a":"', 'a=1&b='),
        (how, at, lead) => {
          const encoded = encodings[how]?.(secret) ?? '';
          const cut = Buffer.from(lead + encoded.slice(0, 1 + (at % (encoded.length - 1))));
          const kept = Buffer.from(make(known('crm', secret)).redactBeginning(cut)).toString();
          expect(lead.startsWith(kept)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps the beginning of a body that holds no secret, but for the few bytes that could be one’s first', () => {
    const body = Buffer.from('nothing to see here '.repeat(100));
    const kept = make(known('crm', 'Q7#v!pL-9zR2xWm4')).redactBeginning(body);
    expect(body.length - kept.length).toBeLessThan(3);
    expect(body.subarray(0, kept.length).equals(kept)).toBe(true);
  });

  it('finds a value inside longer base64 at every alignment, as in a basic pair', () => {
    fc.assert(
      fc.property(secretValue, fc.string({ maxLength: 9 }), fc.string({ maxLength: 9 }), (value, before, after) => {
        const redact = make(known('crm-acme', value));
        for (const encoding of ['base64', 'base64url'] as const) {
          const redacted = redact.redactText(Buffer.from(`${before}${value}${after}`).toString(encoding));
          const left = redacted
            .split(/\[secret[^\]]*\]/)
            .map((part) => Buffer.from(part, encoding).toString('latin1'))
            .join('');
          expect(redacted).toContain('#');
          expect(left).not.toContain(Buffer.from(value).toString('latin1').slice(2, -2));
        }
      }),
    );
  });

  it('is the identity, even as a value, where there is no secret', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(redactor.redactText(text)).toBe(text);
        const bytes = Buffer.from(text);
        expect(redactor.redactBytes(bytes)).toBe(bytes);
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(secretValue, (value) => {
        const redact = make(known('crm-acme', value));
        const once = redact.redactText(`<${value}> ${encodings.base64?.(value)}`);
        expect(redact.redactText(once)).toBe(once);
      }),
    );
  });

  it('keeps bodies that are no text, byte for byte around the value', () => {
    const latin1 = make(known('crm-acme', 'passwörd-1')).redactBytes(Buffer.from('\xff\x00passwörd-1\xfe', 'latin1'));
    expect(Buffer.from(latin1).toString('latin1')).toMatch(/^\xff\0\[secret crm-acme #[0-9a-f]{8}\]\xfe$/);
    const utf8 = Buffer.concat([Buffer.from([0xff, 0xc3]), Buffer.from(token), Buffer.from([0x80, 0xff])]);
    const redacted = Buffer.from(redactor.redactBytes(utf8));
    expect(redacted.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xc3]));
    expect(redacted.subarray(-2)).toEqual(Buffer.from([0x80, 0xff]));
    expect(redacted.includes(token)).toBe(false);
  });

  it('covers overlapping secrets together, under the name of the longest', () => {
    const redact = make(known('short', 'ABCDEFGH'), known('long', 'EFGHIJKLMNOP'));
    expect(redact.redactText('-ABCDEFGHIJKLMNOP-')).toMatch(/^-\[secret long #[0-9a-f]{8}\]-$/);
  });

  it('does not look for values under eight characters', () => {
    expect(make(known('pin', '1234567')).redactText('1234567')).toBe('1234567');
    expect(make(known('pin', '12345678')).redactText('12345678')).toMatch(/^\[secret pin #/);
  });

  it('replaces header values', () => {
    const pair = `Basic ${Buffer.from(`acme:${token}`).toString('base64')}`;
    const [type, authorization] = redactor.redactHeaders([
      ['Content-Type', 'application/json'],
      ['Authorization', pair],
    ]);
    expect(type).toEqual(['Content-Type', 'application/json']);
    expect(authorization?.[1]).toMatch(/^Basic .{0,8}\[secret crm-acme #[0-9a-f]{8}\].{0,3}$/);
  });
});

describe('values of one run', () => {
  it('are known beside the others: a whole basic pair is one reference', () => {
    const redact = redactor.with([known('crm-acme', `acme:${token}`)]);
    const pair = `Basic ${Buffer.from(`acme:${token}`).toString('base64')}`;
    expect(redact.redactText(pair)).toMatch(/^Basic \[secret crm-acme #[0-9a-f]{8}\]$/);
    expect(redact.redactText(token)).toBe(redactor.redactText(token));
  });

  it('are not known to the redactor they were added to', () => {
    redactor.with([known('run', 'only-for-this-run')]);
    expect(redactor.redactText('only-for-this-run')).toBe('only-for-this-run');
  });
});

describe('a reference', () => {
  it('is the same for the same value and key, however the value was written', () => {
    const again = createRedactor([known('crm-acme', token)], { hmacKey });
    const all = Object.values(encodings).map((encode) => again.redactText(encode(token)));
    expect(new Set(all)).toEqual(new Set([redactor.redactText(token)]));
  });

  it('differs with the value and with the key', () => {
    const hash = (value: string, key = hmacKey) =>
      createRedactor([known('a', value)], { hmacKey: key }).redactText(value);
    expect(hash('value-number-one')).not.toBe(hash('value-number-two'));
    expect(hash('value-number-one')).not.toBe(hash('value-number-one', Buffer.alloc(32, 8)));
  });

  it('does not tell another secret that its name happens to hold', () => {
    const redact = make(known('crm-acme-token', 'value-number-one'), known('other', 'crm-acme-token'));
    expect(redact.redactText('value-number-one')).toMatch(/^\[secret #[0-9a-f]{8}\]$/);
  });

  it('is still made after the key was wiped', () => {
    const key = Buffer.alloc(32, 7);
    const redact = createRedactor([known('crm-acme', token)], { hmacKey: key });
    key.fill(0);
    expect(redact.redactText(token)).toBe(redactor.redactText(token));
  });
});
