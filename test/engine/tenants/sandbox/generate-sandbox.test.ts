import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  generateSandbox,
  type SandboxAccount,
  type SandboxIntegration,
} from '../../../../electron/engine/tenants/sandbox/generate-sandbox.ts';
import { triggerIds } from '../../../../shared/catalog/trigger-events.ts';
import { hasErrors } from '../../../../shared/kernel/problem.ts';
import { integrationSchema } from '../../../../shared/request/integration.ts';
import { checkIntegration } from '../../../../shared/request/integration-file.ts';
import { findUnreserved } from './reserved.ts';

function generate(accounts: number, seed: number): SandboxAccount[] {
  return [...generateSandbox({ accounts, seed })];
}

function integrationsOf(accounts: readonly SandboxAccount[]): SandboxIntegration[] {
  return accounts.flatMap(({ integrations, pbxs }) => [...integrations, ...pbxs.flatMap((pbx) => pbx.integrations)]);
}

const standard = generate(200, 1);
const full = generate(10_000, 1);
const anySeed = fc.integer({ min: 0, max: 0xffff_ffff });

describe('a generated sandbox', () => {
  test('has the promised size at the default and at the full scale, and is there with one account', () => {
    const sizes = [standard, full, generate(1, 7)].map((accounts) => [
      accounts.length,
      accounts.flatMap(({ pbxs }) => pbxs).length,
      integrationsOf(accounts).length,
    ]);
    expect(sizes.slice(0, 2)).toEqual([
      [200, 500, 2_000],
      [10_000, 25_000, 100_000],
    ]);
    expect(sizes[2]?.slice(0, 2)).toEqual([1, 3]);
  });

  test('is the same for the same seed and another for another', () => {
    fc.assert(
      fc.property(anySeed, anySeed, (seed, other) => {
        const text = JSON.stringify(generate(25, seed));
        expect(JSON.stringify(generate(25, seed))).toBe(text);
        if (other !== seed) expect(JSON.stringify(generate(25, other))).not.toBe(text);
      }),
      { numRuns: 20 },
    );
  });

  test('begins with the smaller one of the same seed', () => {
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 1, max: 60 }), (seed, accounts) => {
        expect(generate(60, seed).slice(0, accounts)).toEqual(generate(accounts, seed));
      }),
      { numRuns: 20 },
    );
  });

  test('names nothing twice that must be distinct', () => {
    const pbxs = full.flatMap((account) => account.pbxs);
    for (const [texts, count] of [
      [full.map(({ name }) => name), 10_000],
      [full.map(({ accountId }) => accountId), 10_000],
      [pbxs.map(({ serviceUuid }) => serviceUuid), 25_000],
      [pbxs.map(({ serviceName }) => serviceName), 25_000],
      [integrationsOf(full).map(({ id }) => id), 100_000],
    ] as const) {
      expect(new Set(texts).size).toBe(count);
    }
    for (const { name, pbxs: own } of full) {
      expect(new Set(own.map(({ friendlyName }) => friendlyName)).size, name).toBe(own.length);
    }
  });

  test('shares no id with the sandbox of another seed', () => {
    fc.assert(
      fc.property(anySeed, anySeed, (seed, other) => {
        fc.pre(seed !== other);
        const idsOf = (of: number) => integrationsOf(generate(20, of)).map(({ id }) => id);
        expect(new Set([...idsOf(seed), ...idsOf(other)]).size).toBe(400);
      }),
      { numRuns: 20 },
    );
  });

  test('holds no number, host or address that is not set aside for fiction', () => {
    expect(findUnreserved(full)).toEqual([]);
  });

  test('lives in real time zones, most of it in the east of Australia', () => {
    const zones = full.flatMap(({ timeZone, pbxs }) => [timeZone, ...pbxs.map((pbx) => pbx.timeZone)]);
    for (const timeZone of new Set(zones)) {
      expect(new Intl.DateTimeFormat('en-AU', { timeZone }).resolvedOptions().timeZone).toBe(timeZone);
    }
    expect(new Set(zones).size).toBe(8);
    const share = zones.filter((zone) => /Sydney|Melbourne|Brisbane/.test(zone)).length / zones.length;
    expect(share).toBeGreaterThan(0.6);
  });

  test('was last changed within two years before a day of its own', () => {
    const changes = integrationsOf(full).map(({ updatedMs }) => updatedMs);
    const newest = Date.UTC(2026, 9, 1);
    for (const updatedMs of changes) {
      expect(updatedMs <= newest && updatedMs > newest - 731 * 86_400_000).toBe(true);
    }
  });
});

describe('generated integrations', () => {
  const integrations = integrationsOf(full).map(({ integration }) => integration);
  const isLegacy = ({ name }: { name: string }) => name.endsWith('(legacy)');

  test('have the shape of the contract', () => {
    for (const integration of integrations.slice(0, 5_000)) {
      expect(integrationSchema.parse(integration)).toEqual(integration);
    }
  });

  test('are free of errors but for the legacy ones, which all have one', () => {
    for (const integration of integrations) {
      if (hasErrors(checkIntegration(integration)) !== isLegacy(integration)) {
        expect.fail(JSON.stringify({ integration, problems: checkIntegration(integration) }));
      }
    }
    expect(integrations.some((integration) => isLegacy(integration) && integration.enabled)).toBe(true);
  });

  test('show every trigger, method, format, authentication and way to hold a secret at the default scale', () => {
    const seen = integrationsOf(standard).map(({ integration }) => integration);
    const distinct = (pick: (of: (typeof seen)[number]) => string) => new Set(seen.map(pick));
    expect(distinct((of) => of.triggerEvent)).toEqual(new Set(triggerIds));
    expect(distinct((of) => `${of.method} ${of.format}`).size).toBe(4);
    expect(distinct((of) => of.authentication.type).size).toBe(3);
    expect(distinct((of) => String(of.enabled)).size).toBe(2);
    const text = JSON.stringify(seen);
    for (const part of ['{"set":true}', '{"secret":"', 'X-Api-Key']) expect(text).toContain(part);
    const warned = seen.filter((of) => !isLegacy(of) && checkIntegration(of).length > 0);
    expect(warned.length).toBeGreaterThan(5);
    expect(standard.flatMap(({ pbxs }) => pbxs).some(({ applicationsEnabled }) => !applicationsEnabled)).toBe(true);
  });

  test('stand where their trigger belongs', () => {
    for (const { integrations: own, pbxs } of standard) {
      expect(own.every(({ integration }) => integration.scope === 'account')).toBe(true);
      const onPbxs = pbxs.flatMap((pbx) => pbx.integrations);
      expect(onPbxs.every(({ integration }) => integration.scope === 'service')).toBe(true);
    }
  });
});

test('every sandbox begins with Acme Dental, whose head office has the screen-pop of all examples', () => {
  fc.assert(
    fc.property(anySeed, (seed) => {
      const [first] = generate(1, seed);
      expect(first).toMatchObject({ name: 'Acme Dental', status: 'active' });
      expect(first?.pbxs[0]).toMatchObject({
        friendlyName: 'Head Office',
        serviceName: 'gen_acme',
        applicationsEnabled: true,
      });
      const pops = integrationsOf(first === undefined ? [] : [first]).filter(
        ({ integration }) => integration.name === 'CRM screen-pop',
      );
      expect(pops).toHaveLength(1);
      expect(first?.pbxs[0]?.integrations).toContain(pops[0]);
      expect(pops[0]?.integration).toMatchObject({
        triggerEvent: 'inbound-call-answered',
        method: 'POST',
        format: 'JSON',
        enabled: true,
        authentication: { type: 'none' },
      });
      expect(checkIntegration(pops[0]?.integration as SandboxIntegration['integration'])).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
