// A replay of many: planned, looked at, confirmed, and then done as a job over exactly what was frozen with the plan. Plans live in memory:
// a plan is a picture of a moment that nobody has confirmed, and is forgotten after a while or with the process. Jobs are on the disk.
import { setImmediate as breathe } from 'node:timers/promises';
import type { HandlersOf } from '../../../shared/contract/serve.ts';
import type { dispatchContract } from '../../../shared/dispatch/contract.ts';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { ReplayPlan } from '../../../shared/dispatch/replay-plan.ts';
import type { Failure } from '../../../shared/kernel/app-error.ts';
import type { JobId, TenantSetId } from '../../../shared/kernel/ids.ts';
import type { DispatchCore } from './dispatch-core.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import { selectSeqs } from './list-deliveries.ts';
import { mintId } from './mint-id.ts';
import { previewReplay } from './preview-replay.ts';
import { type ForecastRow, forecastColumns, ReplayForecast, type ReplayOptions } from './replay-forecast.ts';
import { writeOptions } from './replay-job.ts';
import { parseTargetRules } from './target-guard.ts';

type Handlers = HandlersOf<{ dispatch: typeof dispatchContract }>['dispatch'];

const planLifeMs = 15 * 60_000;
const mostPlans = 10;
const rowsPerStep = 500;

interface KeptPlan {
  readonly plan: ReplayPlan;
  readonly options: ReplayOptions;
  readonly ids: readonly string[];
  readonly expiresMs: number;
  /** Names of the LIVE tenant sets in it. */
  readonly liveSets: readonly string[];
}

export class ReplayDesk {
  readonly handlers: Pick<Handlers, 'planReplay' | 'startReplay' | 'previewReplay'>;
  readonly #core: DispatchCore;
  readonly #ports: DispatchPorts;
  /** Oldest first. */
  readonly #plans = new Map<string, KeptPlan>();

  constructor(core: DispatchCore, ports: DispatchPorts) {
    this.#core = core;
    this.#ports = ports;
    this.handlers = {
      planReplay: async ({ selection, mode, to, withAuth, deadlineMs, allowTargets }) => {
        const options = { mode, to, withAuth, deadlineMs, allowTargets };
        parseTargetRules(allowTargets);
        return this.#plan(await selectSeqs(selection, ports), options);
      },
      startReplay: (input) => this.#start(input),
      previewReplay: (input) => previewReplay(input, ports),
    };
  }

  async #plan(seqs: readonly number[], options: ReplayOptions): Promise<ReplayPlan> {
    const means = this.#core.replayMeans;
    const forecast = new ReplayForecast(options, { means, isInFlight: (seq) => this.#core.isInFlight(seq) });
    const estimate = new Estimate(this.#ports);
    for (let at = 0; at < seqs.length; at += rowsPerStep) {
      for (const row of this.#read(seqs.slice(at, at + rowsPerStep))) estimate.add(row, forecast.look(row));
      await breathe();
    }
    const { ids } = estimate;
    if (ids.length === 0) throw estimate.failure ?? dispatchErrors.fail('REPLAY_EMPTY');
    const expiresMs = this.#ports.clock.now() + planLifeMs;
    const plan: ReplayPlan = {
      planId: mintId('plan', this.#ports),
      ...estimate.describe(),
      changed: options.mode === 'exact' ? null : estimate.changed,
      expiresAt: new Date(expiresMs).toISOString(),
    };
    this.#keep({ plan, options, ids, expiresMs, liveSets: estimate.liveSets });
    this.#core.passPoint('replay-planned');
    return plan;
  }

  /** In the order of the seqs. */
  #read(seqs: readonly number[]): PlannedRow[] {
    const sql = `SELECT ${forecastColumns}, s.tenant_set, s.integration_id, s.integration_name
      FROM deliveries d JOIN snapshots s ON s.id = d.snapshot WHERE d.seq IN (SELECT value FROM json_each(?))`;
    const rows = this.#ports.database.all<PlannedRow>(sql, JSON.stringify(seqs));
    const bySeq = new Map(rows.map((row) => [row.seq, row]));
    return seqs.flatMap((seq) => bySeq.get(seq) ?? []);
  }

  #keep(plan: KeptPlan): void {
    this.#plans.set(plan.plan.planId, plan);
    if (this.#plans.size <= mostPlans) return;
    const [oldest] = this.#plans.keys();
    if (oldest !== undefined) this.#plans.delete(oldest);
  }

  /** A plan is started once. Throws Failure: REPLAY_PLAN_UNKNOWN, NOT_ARMED. */
  async #start(input: Parameters<Handlers['startReplay']>[0]): Promise<{ jobId: JobId }> {
    const { planId, ratePerSecond, stopAfter, confirm } = input;
    const kept = this.#plans.get(planId);
    if (kept === undefined || kept.expiresMs <= this.#ports.clock.now())
      throw dispatchErrors.fail('REPLAY_PLAN_UNKNOWN');
    const { plan, options, ids, liveSets } = kept;
    if (plan.isLive && confirm !== plan.count) {
      throw dispatchErrors.fail('NOT_ARMED', { tenantSet: liveSets.join(', '), count: plan.count });
    }
    this.#plans.delete(planId);
    const { id } = await this.#ports.jobs.begin({
      kind: 'replay',
      title: describeJob(plan.count, options),
      options: writeOptions(options, { ratePerSecond, stopAfter }),
      subjects: ids,
    });
    return { jobId: id };
  }
}

function describeJob(count: number, { mode, to }: ReplayOptions): string {
  const what = count === 1 ? '1 delivery' : `${count} deliveries`;
  const where = to === undefined ? '' : 'receiver' in to ? ' to the receiver' : ` to ${to.url}`;
  return `Replay of ${what}${where}, ${mode === 'exact' ? 'byte-exact' : 'rebuilt'}`;
}

interface PlannedRow extends ForecastRow {
  readonly tenant_set: TenantSetId | null;
  readonly integration_id: string | null;
  readonly integration_name: string;
}

/** Adds up what would happen. */
class Estimate {
  readonly ids: string[] = [];
  changed = 0;
  /** Why the first one that was left out cannot be sent. */
  failure: Failure | null = null;
  readonly #ports: DispatchPorts;
  readonly #leftOut = new Map<string, number>();
  readonly #targets = new Map<string, number>();
  readonly #integrations = new Set<string>();
  readonly #sets = new Set<TenantSetId>();
  readonly #live = new Map<TenantSetId, string>();

  constructor(ports: DispatchPorts) {
    this.#ports = ports;
  }

  add(row: PlannedRow, forecast: ReturnType<ReplayForecast['look']>): void {
    if (forecast.isLeftOut) {
      this.failure ??= forecast.failure;
      this.#leftOut.set(forecast.reason, (this.#leftOut.get(forecast.reason) ?? 0) + 1);
      return;
    }
    const { origin, isReceiver, isChanged } = forecast;
    this.ids.push(row.id);
    this.changed += isChanged ? 1 : 0;
    this.#targets.set(origin, (this.#targets.get(origin) ?? 0) + 1);
    this.#integrations.add(row.integration_id ?? ` ${row.integration_name}`);
    if (row.tenant_set === null) return;
    this.#sets.add(row.tenant_set);
    if (!isReceiver && !this.#live.has(row.tenant_set)) this.#lookUp(row.tenant_set);
  }

  get liveSets(): string[] {
    return [...this.#live.values()].filter((name) => name !== '');
  }

  describe() {
    const targets = [...this.#targets].map(([origin, count]) => ({ origin, count }));
    return {
      count: this.ids.length,
      leftOut: [...this.#leftOut].map(([reason, count]) => ({ reason, count })),
      targets: targets.sort((left, right) => right.count - left.count),
      integrations: this.#integrations.size,
      isLive: this.liveSets.length > 0,
      tenantSets: [...this.#sets],
    };
  }

  /** '': it is not LIVE. */
  #lookUp(id: TenantSetId): void {
    const { name, live, isSandbox } = this.#ports.findSendSet(id);
    this.#live.set(id, live && !isSandbox ? name : '');
  }
}
