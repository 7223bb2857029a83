import { describe, expect, it } from 'vitest';
import { connect } from '../../../shared/contract/connect.ts';
import { serve } from '../../../shared/contract/serve.ts';
import { vaultContract } from '../../../shared/vault/contract.ts';
import { crmSecret, openTestVault, passphrase, TestKeychain } from './vault-fixture.ts';

describe('the vault over its contract', () => {
  it('answers what the contract declares, and never a secret', async () => {
    const { vault } = await openTestVault({ keychain: new TestKeychain('gnome_libsecret'), countUses: () => 0 });
    const contracts = { vault: vaultContract };
    const incidents: unknown[] = [];
    const transport = serve(
      contracts,
      { vault: vault.handlers },
      { onIncident: (incident) => `incident-${incidents.push(incident)}` },
    );
    const traffic: unknown[] = [];
    const { vault: client } = connect(contracts, {
      call: async (channel, input) => {
        const answer = await transport.call(channel, input);
        traffic.push(answer);
        return answer;
      },
      subscribe: (channel, input, onEvent) =>
        transport.subscribe(channel, input, (event) => {
          traffic.push(event);
          onEvent(event);
        }),
    });
    const stop = client.watch({}, () => {});
    const answers = [
      await client.status({}),
      await client.create({ passphrase }),
      await client.set(crmSecret),
      await client.bind({ name: 'crm-acme', origin: 'https://b.example.net' }),
      await client.unbind({ name: 'crm-acme', origin: 'https://b.example.net' }),
      await client.keepInKeychain({}),
      await client.changePassphrase({ current: { passphrase }, next: `${passphrase}!` }),
      await client.lock({}),
      await client.unlock({ keychain: true }),
      await client.list({}),
      await client.remove({ name: 'crm-acme' }),
    ];
    stop();
    expect(answers.map(({ ok }) => ok)).toEqual(answers.map(() => true));
    const refusals = [
      await client.set({ ...crmSecret, value: 'bad\nvalue-4f9d' }),
      await client.unlock({ passphrase: 'wrong' }),
    ];
    expect(refusals.map((answer) => !answer.ok && answer.error.code)).toEqual([
      'SECRET_VALUE_INVALID',
      'VAULT_PASSPHRASE',
    ]);
    expect(incidents).toEqual([]);
    for (const secret of [crmSecret.value, passphrase, '4f9d']) expect(JSON.stringify(traffic)).not.toContain(secret);
  });
});
