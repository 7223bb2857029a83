import { beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../electron/engine/database/database.ts';
import { PolicyStore } from '../../../electron/engine/dispatch/policies.ts';
import { createJournal, type Journal } from '../../../electron/engine/journal/journal.ts';
import { defaultPolicy } from '../../../shared/dispatch/endpoint-policy.ts';
import type { JournalLine } from '../../../shared/journal/line.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { TenantSetId } from '../../../shared/kernel/ids.ts';
import { tenantsErrors } from '../../../shared/tenants/errors.ts';
import { openLogDatabase } from './log-fixture.ts';

const endpoint = 'https://crm.example.com/hook';

let database: Database;
let journal: Journal;
let policies: PolicyStore;

function openStore(): PolicyStore {
  return new PolicyStore({
    database,
    journal,
    findTenantSet: (name) => {
      if (name !== 'sandbox') throw tenantsErrors.fail('TENANT_SET_UNKNOWN', { name, known: ['sandbox'] });
      return name as TenantSetId;
    },
  });
}

beforeEach(() => {
  database = openLogDatabase();
  const clock = { now: () => 0, after: () => () => {} };
  journal = createJournal({ database, clock, actor: 'tester' });
  policies = openStore();
});

type SetPolicy = Parameters<PolicyStore['handlers']['setPolicy']>[0];

async function setPolicy(input: Omit<SetPolicy, 'patch'> & { patch: Partial<SetPolicy['patch']> }) {
  return policies.handlers.setPolicy({ ...input, patch: { set: {}, clear: [], ...input.patch } });
}

function failureOf(cause: unknown) {
  return cause instanceof Failure ? cause.error : undefined;
}

async function listJournal(): Promise<JournalLine[]> {
  return journal.handlers.list({ limit: 100 });
}

test('what nobody set is what is built in, and says so', () => {
  const { policy, sources } = policies.resolve('sandbox', endpoint);
  expect(policy).toEqual(defaultPolicy);
  expect(new Set(Object.values(sources))).toEqual(new Set(['default']));
});

test('an endpoint speaks before its tenant set, and the tenant set before what is built in', async () => {
  await setPolicy({ tenantSet: 'sandbox', patch: { set: { concurrency: 4, fifo: true } } });
  await setPolicy({ tenantSet: 'sandbox', endpoint, patch: { set: { concurrency: 1 } } });

  const { policy, sources } = policies.resolve('sandbox', endpoint);
  expect(policy).toEqual({ ...defaultPolicy, concurrency: 1, fifo: true });
  expect(sources).toMatchObject({ concurrency: 'endpoint', fifo: 'tenant-set', breaker: 'default' });
  expect(policies.resolve('sandbox', 'https://other.example.com/').policy.concurrency).toBe(4);
  expect(policies.resolve(null, endpoint).policy).toEqual(defaultPolicy);
});

test('clearing a member lets the layer below show again', async () => {
  await setPolicy({ tenantSet: 'sandbox', patch: { set: { concurrency: 4 } } });
  await setPolicy({ tenantSet: 'sandbox', endpoint, patch: { set: { concurrency: 1, fifo: true } } });
  const resolved = await setPolicy({ tenantSet: 'sandbox', endpoint, patch: { clear: ['concurrency', 'fifo'] } });
  expect(resolved.policy).toEqual({ ...defaultPolicy, concurrency: 4 });
  expect(policies.listOwn('sandbox')).toEqual([]);
});

test('a policy is still there after a restart', async () => {
  await setPolicy({ tenantSet: 'sandbox', endpoint, patch: { set: { retryDelaysMs: [], ratePerSecond: 2.5 } } });
  expect(openStore().resolve('sandbox', endpoint)).toEqual(policies.resolve('sandbox', endpoint));
  expect(policies.listOwn('sandbox')).toEqual([endpoint]);
});

test('integrations from files have a layer of their own', async () => {
  await setPolicy({ patch: { set: { ownHeaders: false } } });
  expect(policies.resolve(null, endpoint).policy.ownHeaders).toBe(false);
  expect(policies.resolve('sandbox', endpoint).policy.ownHeaders).toBe(true);
});

test('everything that is wrong with a change is told at once, and nothing of it is done', async () => {
  const bad = { concurrency: 0, ratePerSecond: 'fast', colour: 1, fifo: true, signingSecrets: ['a', 'a'] };
  const error = await setPolicy({ patch: { set: bad, clear: ['fifo'] } }).then(() => undefined, failureOf);
  expect(error?.code).toBe('POLICY_INVALID');
  expect(error?.problems?.map(({ path, code }) => [path, code])).toEqual([
    ['concurrency', 'POLICY_MEMBER_INVALID'],
    ['ratePerSecond', 'POLICY_MEMBER_INVALID'],
    ['colour', 'POLICY_MEMBER_UNKNOWN'],
    ['fifo', 'POLICY_MEMBER_TWICE'],
    ['signingSecrets', 'POLICY_MEMBER_INVALID'],
  ]);
  expect(policies.resolve(null, endpoint).policy).toEqual(defaultPolicy);
  expect(await listJournal()).toEqual([]);
});

test('an endpoint is a URL without query and fragment, spelled as it is sent', async () => {
  const set = { fifo: true };
  for (const wrong of ['crm.example.com', `${endpoint}?a=1`, `${endpoint}#a`, 'ftp://crm.example.com/']) {
    const error = await setPolicy({ endpoint: wrong, patch: { set } }).then(() => undefined, failureOf);
    expect(error?.code).toBe('ENDPOINT_INVALID');
  }
  await setPolicy({ endpoint: 'https://CRM.example.com:443/hook', patch: { set } });
  expect(policies.resolve(null, endpoint).policy.fifo).toBe(true);
});

test('a change is in the journal, and listeners hear of it once it holds', async () => {
  const heard: boolean[] = [];
  const end = policies.onChange(() => heard.push(policies.resolve('sandbox', endpoint).policy.breaker));
  await setPolicy({ tenantSet: 'sandbox', endpoint, patch: { set: { breaker: false }, clear: ['fifo'] } });
  end();
  await setPolicy({ tenantSet: 'sandbox', endpoint, patch: { set: { breaker: true } } });
  expect(heard).toEqual([false]);
  const lines = await listJournal();
  expect(lines.map(({ act, subject }) => [act, subject])).toEqual([
    ['policy-changed', endpoint],
    ['policy-changed', endpoint],
  ]);
  expect(lines[1]?.detail).toEqual({ tenantSet: 'sandbox', set: { breaker: false }, clear: ['fifo'] });
});
