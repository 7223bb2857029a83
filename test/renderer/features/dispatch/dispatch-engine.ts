// An engine of the test's own with a log in every state a delivery can be in: what waits, what died, and what a replay would do.
import { standings } from '../../../../shared/dispatch/delivery-counts.ts';
import type { DispatchStatus } from '../../../../shared/dispatch/dispatch-status.ts';
import { defaultPolicy, policyMembers } from '../../../../shared/dispatch/endpoint-policy.ts';
import type { Job } from '../../../../shared/jobs/job.ts';
import { createFakeEngine, type FakeEngine } from '../../app/fake-engine.ts';
import { aJob } from '../jobs/a-job.ts';
import { aDetail, anAttempt, type HistogramInput, makeBars } from './a-delivery.ts';

const hookAnswer = {
  status: 502,
  headers: [['Server', 'crm-gateway']],
  bodyBase64: btoa('{"error":"x"}'),
  isCut: false,
};
const attempts = [1, 2].map((number) =>
  anAttempt({
    number,
    kind: number === 1 ? 'first' : 'replay',
    response: hookAnswer,
    sentHeaders: [['Switchhook-Attempt', String(number)]],
  }),
);

export interface DispatchEngine extends FakeEngine {
  /** Calls that change something, as `requeue {"ids":["dlv_dead"]}`. */
  readonly done: string[];
  tellStatus(status: Partial<DispatchStatus>): void;
  tellJobs(...jobs: Job[]): void;
}

type Emit = (event: unknown) => void;

const makeDetail = (change: Record<string, unknown>) =>
  aDetail({ result: 'failing', status: 502, attemptCount: 2, attempts, ...change });

const standingStatus: DispatchStatus = { pending: 0, inFlight: 0, pausedBecause: null, failing: [], gone: [] };

/** `nextAttemptAt`: of the delivery that is tried again. */
export function createDispatchEngine({ nextAttemptAt }: { readonly nextAttemptAt: string }): DispatchEngine {
  const details = [
    makeDetail({ id: 'dlv_retry', outcome: 'pending', isRetried: true, nextAttemptAt }),
    makeDetail({ id: 'dlv_vault', outcome: 'pending', waitsFor: 'vault' }),
    makeDetail({ id: 'dlv_held', outcome: 'pending', waitsFor: 'disabled' }),
    makeDetail({ id: 'dlv_gone', outcome: 'pending', waitsFor: 'gone' }),
    makeDetail({ id: 'dlv_dead', outcome: 'dead', isRetried: true }),
  ];
  const done: string[] = [];
  const watchers = { status: new Set<Emit>(), jobs: new Set<Emit>() };
  const did = (name: string, answer: unknown) => (input: unknown) => {
    done.push(`${name} ${JSON.stringify(input)}`);
    return answer;
  };
  const watch = (set: Set<Emit>, first: unknown) => (_input: unknown, emit: Emit) => {
    set.add(emit);
    emit(first);
    return () => set.delete(emit);
  };
  const pageOf = (items: readonly unknown[]) => ({ total: items.length, nextCursor: null, items });
  const find = (id: string) => details.find((one) => one.id === id) ?? details[0];
  const engine = createFakeEngine({
    dispatch: {
      deliveries: ({ query = '' }: { query?: string }) => pageOf(query.includes('nothing') ? [] : details),
      count: ({ query = '' }: { query?: string }) => ({ total: query.includes('nothing') ? 0 : details.length }),
      totals: () => ({
        total: 412,
        byOutcome: { pending: 4, delivered: 347, dead: 4, cancelled: 0 },
        byStanding: { ...Object.fromEntries(standings.map((one) => [one, 0])), delivered: 351, failing: 61 },
        replays: 0,
      }),
      histogram: (input: HistogramInput) =>
        makeBars(input, (bar) => ({
          ...{ delivered: bar, refused: 1, failing: 2, 'timed-out': 1, unreachable: 1, waiting: 1 },
        })),
      activity: () => ({}),
      delivery: ({ id }: { id: string }) => find(id),
      watch: ({ deliveryId }: { deliveryId: string }, emit: Emit) => {
        emit({ type: 'snapshot', seq: 1, delivery: find(deliveryId) });
        return () => {};
      },
      watchLog: () => () => {},
      watchStatus: watch(watchers.status, { type: 'snapshot', seq: 1, status: standingStatus }),
      requeue: did('requeue', { ids: ['dlv_dead'] }),
      discard: did('discard', { ids: ['dlv_dead'] }),
      restore: did('restore', { ids: ['dlv_dead'] }),
      allowSending: did('allowSending', {}),
      closeBreaker: did('closeBreaker', {}),
      replay: did('replay', { deliveryId: 'dlv_new' }),
      planReplay: did('plan', plan),
      startReplay: did('start', { jobId: 'job_1' }),
      policy: () => resolved,
      setPolicy: did('setPolicy', { ...resolved, sources: { ...resolved.sources, fifo: 'endpoint' } }),
      endpoints: () => [],
      pendingOf: () => ({ pending: 0, outdated: 0 }),
    },
    jobs: {
      watch: watch(watchers.jobs, { type: 'snapshot', seq: 1, jobs: [] }),
      pause: did('pause', aJob({ state: 'paused' })),
      resume: did('resume', aJob()),
      cancel: did('cancel', aJob({ state: 'cancelled' })),
      items: ({ state }: { state: string }) =>
        state === 'failed'
          ? [{ subject: 'dlv_dead', state: 'failed', outcome: null, reason: '502 Bad Gateway', position: 1 }]
          : [],
    },
    journal: {
      list: () => [
        {
          ...{ seq: 1, at: nextAttemptAt, act: 'delivery-replayed', actor: 'jo.marsh' },
          subject: 'dlv_retry',
          detail: {},
        },
      ],
    },
    vault: {
      list: () => [],
      unlock: did('unlock', { exists: true, unlocked: true, slots: [], keychain: null, problem: null }),
    },
    integrations: { watch: () => () => {}, draft: () => null },
    bench: { status: () => null, captures: () => [], watch: () => () => {} },
  });
  const tell = (set: Set<Emit>, event: unknown) => {
    for (const emit of set) emit(event);
  };
  return {
    ...engine,
    done,
    tellStatus: (status) =>
      tell(watchers.status, { type: 'changed', seq: 2, status: { ...standingStatus, ...status } }),
    tellJobs: (...jobs) => tell(watchers.jobs, { type: 'changed', seq: 2, jobs }),
  };
}

const resolved = {
  policy: defaultPolicy,
  sources: Object.fromEntries(policyMembers.map((member) => [member, 'default'])),
};

const plan = {
  planId: 'plan_1',
  count: 408,
  leftOut: [{ reason: 'They are still pending.', count: 4 }],
  targets: [{ origin: 'https://crm.example.com', count: 408 }],
  integrations: 3,
  isLive: true,
  tenantSets: ['sandbox'],
  changed: null,
  expiresAt: '2026-11-23T00:00:00.000Z',
};
