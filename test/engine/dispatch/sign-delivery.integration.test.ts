import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { acceptCalls, makeRealPlace, openWithServer, setPolicy, show } from './dispatch-fixture.ts';

const header = (text: string, name: string) => new RegExp(`\r\n${name}: ([^\r]*)\r\n`, 'i').exec(text)?.[1] ?? '';

it('signs what goes to an endpoint with each key that its policy names, and sends no names of its own where it says so', async () => {
  const { server, on } = await openWithServer();
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl: `${server.origin}/hook` }));
  on.secrets.set('sign-new', { value: 'whsec_bmV3LWtleS1uZXcta2V5', origins: [] });
  on.secrets.set('sign-old', { value: 'old key in plain', origins: [] });
  await setPolicy(on, { signingSecrets: ['sign-new', 'sign-old'], ownHeaders: false });
  const [id = ''] = await acceptCalls(on, 1);
  const { attempts } = await show(on, id);
  const [sent = ''] = server.requests();
  const [, body = ''] = sent.split('\r\n\r\n');
  const content = `${header(sent, 'webhook-id')}.${header(sent, 'webhook-timestamp')}.${body}`;
  const signed = ['new-key-new-key', 'old key in plain'].map(
    (key) => `v1,${createHmac('sha256', key).update(content).digest('base64')}`,
  );
  expect(header(sent, 'webhook-id')).toBe(id);
  expect(header(sent, 'webhook-signature')).toBe(signed.join(' '));
  expect(sent).not.toMatch(/switchhook-/i);
  // The log shows the lines that were sent.
  expect(attempts[0]?.sentHeaders.map(([name]) => name)).toEqual(
    sent
      .split('\r\n\r\n')[0]
      ?.split('\r\n')
      .slice(1)
      .map((line) => line.split(':')[0]),
  );
});

/** Accepted, and waiting for the vault only to be signed. */
async function openUnsigned() {
  const { server, on } = await openWithServer();
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl: `${server.origin}/hook` }));
  on.secrets.set('sign', { value: 'a key in the vault', origins: [] });
  await setPolicy(on, { signingSecrets: ['sign'] });
  on.isVaultLocked = true;
  const [id = ''] = await acceptCalls(on, 1);
  return { server, on, id };
}

it('keeps what cannot be signed while the vault is locked, and lets what can never be signed die', async () => {
  const { server, on, id } = await openUnsigned();
  expect(await show(on, id)).toMatchObject({ outcome: 'pending', waitsFor: 'vault', attemptCount: 0 });
  on.isVaultLocked = false;
  on.dispatch.wake();
  expect(await show(on, id)).toMatchObject({ outcome: 'delivered' });
  on.secrets.delete('sign');
  const [never = ''] = await acceptCalls(on, 1);
  expect(await show(on, never)).toMatchObject({ outcome: 'dead', error: { code: 'SECRET_UNKNOWN_NAME' } });
  expect(server.requests()).toHaveLength(1);
});

it('sends what waited for the vault only to be signed, when a person says that it is not to be signed', async () => {
  const { on, id } = await openUnsigned();
  expect(await show(on, id)).toMatchObject({ outcome: 'pending', waitsFor: 'vault' });
  await setPolicy(on, { signingSecrets: [] });
  expect(await show(on, id)).toMatchObject({ outcome: 'delivered' });
});
