import { describe, expect, test } from 'vitest';
import { keepSecrets, moveSecrets } from '../../../electron/engine/integrations/settle-secrets.ts';
import type { Authentication, Integration } from '../../../shared/request/integration.ts';

function integrationWith(authentication: Authentication, headers: Integration['headers'] = []): Integration {
  return {
    name: 'CRM screen-pop',
    type: 'webhook',
    scope: 'service',
    requestUrl: 'https://crm.example.com/hook',
    method: 'POST',
    format: 'JSON',
    pathArguments: '',
    triggerServiceType: 'myCloudPBX',
    triggerEvent: 'inbound-call-answered',
    enabled: true,
    silentMode: false,
    authentication,
    headers,
    fieldValues: [],
  };
}

const isSet = { set: true } as const;
const named = { secret: 'crm-acme' };

describe('“set” in a save', () => {
  test('keeps the vault name of a password or token of the same kind', () => {
    const pairs: [Authentication, Authentication][] = [
      [
        { type: 'basic', username: 'new', password: isSet },
        { type: 'basic', username: 'old', password: named },
      ],
      [
        { type: 'token', token: isSet },
        { type: 'token', token: named },
      ],
    ];
    for (const [given, stored] of pairs) {
      const kept = keepSecrets(integrationWith(given), integrationWith(stored));
      expect(kept).toEqual(
        integrationWith(JSON.parse(JSON.stringify(given).replace('{"set":true}', '{"secret":"crm-acme"}'))),
      );
    }
  });

  test('stays what it is where nothing fits', () => {
    const given = integrationWith({ type: 'token', token: isSet });
    for (const stored of [
      integrationWith({ type: 'none' }),
      integrationWith({ type: 'token', token: '' }),
      integrationWith({ type: 'basic', username: 'acme', password: named }),
    ]) {
      expect(keepSecrets(given, stored)).toEqual(given);
    }
  });

  test('keeps a header’s secret by the header’s name, ignoring case', () => {
    const stored = integrationWith({ type: 'none' }, [
      { name: 'X-Api-Key', value: named },
      { name: 'X-Plain', value: 'plain' },
    ]);
    const given = integrationWith({ type: 'none' }, [
      { name: 'X-Other', value: isSet },
      { name: 'x-api-key', value: isSet },
      { name: 'X-Plain', value: isSet },
      { name: 'X-Typed', value: 'typed' },
    ]);
    const values = keepSecrets(given, stored).headers.map(({ value }) => value);
    expect(values).toEqual([isSet, named, isSet, 'typed']);
  });

  test('does not bring back what a person replaced or cleared', () => {
    const stored = integrationWith({ type: 'token', token: named });
    for (const token of ['', { secret: 'other' }]) {
      const given = integrationWith({ type: 'token', token });
      expect(keepSecrets(given, stored)).toEqual(given);
    }
  });
});

describe('a plain password or token', () => {
  const moved: unknown[] = [];
  const vault = {
    moveIn: async (secret: unknown) => {
      moved.push(secret);
      return 'crm-screen-pop';
    },
  };

  test('moves into the vault, bound to the request URL, and leaves its name', async () => {
    const token = await moveSecrets(integrationWith({ type: 'token', token: 'planted-secret' }), vault);
    expect(token.authentication).toEqual({ type: 'token', token: { secret: 'crm-screen-pop' } });
    const basic = await moveSecrets(integrationWith({ type: 'basic', username: 'a', password: 'planted' }), vault);
    expect(basic.authentication).toEqual({ type: 'basic', username: 'a', password: { secret: 'crm-screen-pop' } });
    const url = 'https://crm.example.com/hook';
    expect(moved).toEqual([
      { nameBase: 'CRM screen-pop', value: 'planted-secret', url },
      { nameBase: 'CRM screen-pop', value: 'planted', url },
    ]);
  });

  test('that is empty, named or held elsewhere needs no vault', async () => {
    const refuse = { moveIn: () => Promise.reject(new Error('no secret was expected')) };
    const header = [{ name: 'X-Tenant', value: 'acme' }];
    for (const token of ['', named, isSet]) {
      const integration = integrationWith({ type: 'token', token }, header);
      expect(await moveSecrets(integration, refuse)).toEqual(integration);
    }
    const open = integrationWith({ type: 'none' }, header);
    expect(await moveSecrets(open, refuse)).toEqual(open);
  });
});
