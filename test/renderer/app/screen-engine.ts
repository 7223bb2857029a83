// An engine of the test's own that has something to show on every screen, and nothing that changes.
import { standings } from '../../../shared/dispatch/delivery-counts.ts';
import { makeCapture } from '../features/bench/make-capture.ts';
import { aDetail, anAttempt, type HistogramInput, makeBars } from '../features/dispatch/a-delivery.ts';
import { makeAccount, makePbxs } from '../features/tenants/tenants-fixture.ts';
import { createFakeEngine, type FakeEngine, makeIntegration } from './fake-engine.ts';

const time = '2026-11-22T23:41:07.312Z';

const expired = {
  code: 'TLS_EXPIRED',
  message: 'The certificate of practice.example.com has expired. Nothing was sent.',
};

const deliveryDetail = aDetail({
  ...{ outcome: 'dead', result: 'unreachable', status: null, error: expired },
  url: 'https://practice.example.com/hook/answered',
  attempts: [anAttempt({ result: 'unreachable', status: null, error: expired })],
});

const accounts = Array.from({ length: 12 }, (_, index) => makeAccount(index + 1));
const pbxs = accounts.flatMap(makePbxs);
const pbxOff = { ...pbxs[0], friendlyName: 'Whitsunday', applicationsEnabled: false };
const pageOf = (items: readonly unknown[]) => ({ total: items.length, nextCursor: null, items });
const receiver = {
  ...{ isRunning: true, url: 'http://127.0.0.1:8787/in/k3f9', port: 8787, startedAt: time },
  ...{ captureCount: 1, answers: [{ status: 200, headers: [], body: '', delayMs: 0 }] },
};
const secret = {
  ...{ name: 'crm-acme', kind: 'endpoint', origins: ['https://crm.example.com'], set: true },
  ...{ last4: '4f9c', updatedAt: Date.parse(time), usedBy: 3 },
};
const totals = {
  total: 1,
  byOutcome: { pending: 0, delivered: 0, dead: 1, cancelled: 0 },
  byStanding: { ...Object.fromEntries(standings.map((standing) => [standing, 0])), unreachable: 1 },
  replays: 0,
};
const silent = () => () => {};

export function createScreenEngine(): FakeEngine {
  return createFakeEngine({
    tenants: {
      accounts: () => pageOf(accounts),
      account: ({ accountId }: { accountId: string }) => {
        const account = accounts.find((known) => known.accountId === accountId) ?? makeAccount(1);
        return { ...account, pbxs: makePbxs(account) };
      },
      pbxs: () => pageOf([pbxOff]),
      pbx: () => ({ ...pbxOff, extensions: [], ivrs: [] }),
    },
    integrations: {
      draft: () => null,
      watch: silent,
      setEnabled: ({ id, enabled }: { id: string; enabled: boolean }) => ({
        ...makeIntegration(Number(id.replace('int_', ''))),
        enabled,
      }),
    },
    dispatch: {
      deliveries: ({ query = '' }: { query?: string }) => pageOf(query.includes('nothing') ? [] : [deliveryDetail]),
      delivery: () => deliveryDetail,
      count: ({ query = '' }: { query?: string }) => ({ total: query.includes('nothing') ? 0 : 1 }),
      totals: () => totals,
      histogram: (input: HistogramInput) => makeBars(input, (bar) => ({ delivered: bar, failing: 2, unreachable: 1 })),
      activity: () => ({}),
      watchLog: silent,
      watchStatus: silent,
      watch: (_input: unknown, emit: (event: unknown) => void) => {
        emit({ type: 'snapshot', seq: 1, delivery: deliveryDetail });
        return () => {};
      },
    },
    jobs: { watch: silent },
    bench: {
      status: () => receiver,
      captures: () => [makeCapture()],
      watch: (_input: unknown, emit: (event: unknown) => void) => {
        emit({ type: 'status', status: receiver });
        return () => {};
      },
    },
    journal: { list: () => [] },
    vault: { list: () => [secret] },
  });
}
