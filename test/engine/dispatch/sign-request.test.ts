import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { parseSigningSecret, type SignSource, signHeaders } from '../../../electron/engine/dispatch/sign-request.ts';

function keyOf(secret: string) {
  const key = parseSigningSecret(secret);
  if (key === null) throw new Error('The secret is right.');
  return key;
}

/** What a receiver with the public library says. */
function isGenuine(secret: string, body: string, headers: Record<string, string>, format?: 'raw'): boolean {
  try {
    new Webhook(secret, format && { format }).verify(body, headers, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

const nowSeconds = () => Math.floor(Date.now() / 1000);
const sign = (source: Pick<SignSource, 'body' | 'keys'>) =>
  Object.fromEntries(signHeaders({ id: 'dlv_1', timestampSeconds: nowSeconds(), ...source }));

const secrets = fc.uint8Array({ minLength: 1, maxLength: 80 }).map((bytes) => {
  return `whsec_${Buffer.from(bytes).toString('base64')}`;
});

describe('a signed request', () => {
  it('is genuine to a receiver that holds the secret, whatever its body, and to no other', () => {
    fc.assert(
      fc.property(secrets, secrets, fc.string({ unit: 'grapheme' }), (secret, other, body) => {
        const headers = sign({ body, keys: [keyOf(secret)] });
        expect(isGenuine(secret, body, headers)).toBe(true);
        expect(isGenuine(secret, `${body} `, headers)).toBe(false);
        expect(isGenuine(secret, body, { ...headers, 'webhook-id': 'dlv_2' })).toBe(false);
        if (other !== secret) expect(isGenuine(other, body, headers)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('is genuine to holders of the old secret and of the new one while they are rotated', () => {
    const [old, next, stranger] = [0, 1, 2].map(() => `whsec_${randomBytes(24).toString('base64')}`) as [
      string,
      ...string[],
    ];
    const headers = sign({ body: '{}', keys: [keyOf(old), keyOf(next ?? '')] });
    expect(headers['webhook-signature']).toMatch(/^v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=$/);
    expect([old, next, stranger].map((secret) => isGenuine(secret ?? '', '{}', headers))).toEqual([true, true, false]);
  });

  it('without a body is signed over none', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    expect(isGenuine(secret, '', sign({ body: null, keys: [keyOf(secret)] }))).toBe(true);
  });

  it('carries the example of the standard', () => {
    const keys = [keyOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')];
    const source = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampSeconds: 1614265330, body: '{"test": 2432232314}' };
    expect(signHeaders({ ...source, keys })).toEqual([
      ['webhook-id', 'msg_p5jXN8AQM9LWM0D4loKWxJek'],
      ['webhook-timestamp', '1614265330'],
      ['webhook-signature', 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='],
    ]);
  });
});

describe('a signing secret', () => {
  it('without the prefix is the key itself', () => {
    const secret = 'correct-horse-battery';
    expect(isGenuine(secret, 'x', sign({ body: 'x', keys: [keyOf(secret)] }), 'raw')).toBe(true);
  });

  it.each(['', 'whsec_', 'whsec_a', 'whsec_ab=', 'whsec_ab cd', 'whsec_a-b_', 'whsec_====', 'whsec_abcd='])(
    'is refused as %j',
    (text) => {
      expect(parseSigningSecret(text)).toBeNull();
    },
  );

  it('may lack the padding', () => {
    expect(keyOf('whsec_YQ').equals(keyOf('whsec_YQ=='))).toBe(true);
  });
});
