// Endpoints that a person may want to look at: those with a policy of their own, and those that deliveries of the last day went to.
import type { EndpointHealth } from '../../../shared/dispatch/dispatch-status.ts';
import { type LogPlan, type LogPorts, planLog } from './plan-log.ts';
import { originOf } from './plan-target.ts';
import { scanCounts } from './scan-log.ts';

export interface EndpointParts {
  readonly ports: LogPorts;
  readonly core: { healthOf(endpoint: string): EndpointHealth | null };
  /** Of a tenant set, or of all. */
  listOwn(tenantSet: string | null): readonly string[];
}

export interface ListedEndpoint extends EndpointHealth {
  hasOwnPolicy: boolean;
}

const dayMs = 86_400_000;
const severity = { open: 0, 'half-open': 1, closed: 2 } as const;

/** Worst first. Throws Failure: TENANT_SET_UNKNOWN. */
export async function listEndpoints(
  { tenantSet, limit }: { tenantSet?: string | undefined; limit: number },
  { ports, core, listOwn }: EndpointParts,
): Promise<ListedEndpoint[]> {
  const own = new Set(listOwn(tenantSet === undefined ? null : ports.findTenantSet(tenantSet)));
  const used = await findUsed(tenantSet, ports);
  const endpoints = new Set([...own, ...used]);
  const listed = [...endpoints].map((endpoint) => ({
    ...(core.healthOf(endpoint) ?? unknownHealth(endpoint)),
    hasOwnPolicy: own.has(endpoint),
  }));
  // An origin stands in the list for itself only while it keeps its endpoints from being sent to.
  const origins = [...new Set([...endpoints].map(originOf))].flatMap((origin) => {
    const health = core.healthOf(origin);
    return health === null || health.scope !== 'origin' || health.breaker === 'closed' ? [] : [health];
  });
  return [...listed, ...origins.map((health) => ({ ...health, hasOwnPolicy: false }))]
    .sort(compareHealth)
    .slice(0, limit);
}

function compareHealth(left: EndpointHealth, right: EndpointHealth): number {
  return (
    severity[left.breaker] - severity[right.breaker] ||
    right.failures - left.failures ||
    right.waiting - left.waiting ||
    (left.endpoint < right.endpoint ? -1 : 1)
  );
}

function unknownHealth(endpoint: string): EndpointHealth {
  return {
    ...{ endpoint, scope: 'endpoint', breaker: 'closed', failures: 0, attempts: 0 },
    ...{ openedAt: null, nextTrialAt: null, waiting: 0 },
  };
}

async function findUsed(tenantSet: string | undefined, ports: LogPorts): Promise<string[]> {
  const plan = planLog({ tenantSet, query: '' }, ports);
  const ofLastDay: LogPlan = { ...plan, window: { ...plan.window, fromMs: ports.clock.now() - dayMs } };
  const lanes = new Set<number>();
  for await (const { lane } of scanCounts<{ lane: number }>(ofLastDay, ports, ['d.lane AS lane'])) lanes.add(lane);
  const sql = 'SELECT DISTINCT endpoint FROM lanes WHERE id IN (SELECT value FROM json_each(?))';
  return ports.database.all<{ endpoint: string }>(sql, JSON.stringify([...lanes])).map(({ endpoint }) => endpoint);
}
