// How a question about the log is best answered: which rows to look at, which of them are meant, and whether counters know already.

import { compileQuery } from '../../../shared/query/compile-query.ts';
import { toProblems } from '../../../shared/query/errors.ts';
import { foldText } from '../../../shared/query/fold.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import type { QueryContext, QueryNode, QueryTerm } from '../../../shared/query/query.ts';
import type { DeliveryRow as QueryRow } from '../../../shared/query/rows.ts';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { tenantsErrors } from '../../../shared/tenants/errors.ts';
import type { Stand } from './delivery-counts.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import { type Condition, compileCondition, joinConditions, readWindow, snapshotCondition } from './query-sql.ts';
import type { CountScope } from './read-counts.ts';

export type LogPorts = Pick<DispatchPorts, 'database' | 'clock' | 'findTenantSet'>;

/** Where rows that can be meant lie. */
export type LogSource =
  /** replayed: those that name another one. */
  | { readonly kind: 'all' | 'dead' | 'replayed' }
  | { readonly kind: 'pending' }
  /** The delivery of this id, or what replays it. */
  | { readonly kind: 'delivery' | 'replays'; readonly id: string };

/** Milliseconds; from `fromMs` on and before `untilMs`, either may be infinite. */
export interface Window {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface LogPlan {
  /** All that is asked. */
  readonly condition: Condition;
  /** The part of it that snapshots alone answer, when a person asked for one. */
  readonly ofSnapshots: Condition | null;
  /** The only integration that is meant. */
  readonly integrationId: string | null;
  readonly source: LogSource;
  readonly window: Window;
  /** The counters that hold the answer, and which of their stands are meant; null: rows must be looked at. */
  readonly counted: { readonly scope: CountScope; readonly isWhole: boolean; isMeant(stand: Stand): boolean } | null;
}

export interface LogQuestion {
  /** Without one all are meant: those of integration files belong to none. */
  readonly tenantSet?: string | undefined;
  readonly query: string;
}

/** Throws Failure: QUERY_INVALID, TENANT_SET_UNKNOWN. */
export function planLog(question: LogQuestion, ports: LogPorts): LogPlan {
  const parsed = parseQuery(question.query, 'deliveries');
  if (!parsed.ok) throw tenantsErrors.fail('QUERY_INVALID', { problems: toProblems(parsed.error) });
  const context = { nowMs: ports.clock.now(), timeZone: defaultTimeZone };
  const set = question.tenantSet === undefined ? null : ports.findTenantSet(question.tenantSet);
  const conjuncts = listConjuncts(parsed.value.root);
  const ofSet = set === null ? [] : [snapshotCondition('s.tenant_set = ?', set)];
  const conditions = conjuncts.map((node) => compileCondition(node, context));
  const ofSnapshots = conditions.filter((one) => one.ofSnapshot && !one.ofDelivery);
  const integrationId = findExact(conjuncts, 'integration');
  return {
    condition: joinConditions('AND', [...conditions, ...ofSet]),
    ofSnapshots: ofSnapshots.length === 0 ? null : joinConditions('AND', [...ofSnapshots, ...ofSet]),
    integrationId,
    source: findSource(conjuncts),
    window: findWindow(conjuncts, context),
    counted: findCounters({ conjuncts, set, integrationId, context }, ports),
  };
}

function listConjuncts(root: QueryNode | null): readonly QueryNode[] {
  if (root === null) return [];
  return root.kind === 'and' ? root.nodes : [root];
}

function isExact(node: QueryNode, key: string): node is QueryTerm {
  return node.kind === 'term' && node.key === key && node.operator === ':' && node.pieces.length === 1;
}

function findExact(conjuncts: readonly QueryNode[], key: string): string | null {
  const term = conjuncts.find((node) => isExact(node, key));
  return term === undefined ? null : foldText((term as QueryTerm).pieces[0] ?? '');
}

function findSource(conjuncts: readonly QueryNode[]): LogSource {
  const id = findExact(conjuncts, 'id');
  if (id !== null) return { kind: 'delivery', id };
  const replayed = findExact(conjuncts, 'replay');
  if (replayed !== null) return { kind: 'replays', id: replayed };
  const outcome = findExact(conjuncts, 'outcome');
  return { kind: outcome === 'dead' || outcome === 'pending' ? outcome : 'all' };
}

function findWindow(conjuncts: readonly QueryNode[], context: QueryContext): Window {
  let fromMs = Number.NEGATIVE_INFINITY;
  let untilMs = Number.POSITIVE_INFINITY;
  for (const node of conjuncts) {
    const window = node.kind === 'term' ? readWindow(node, context) : null;
    if (window === null) continue;
    fromMs = Math.max(fromMs, window.fromMs);
    untilMs = Math.min(untilMs, window.untilMs);
  }
  return { fromMs, untilMs };
}

interface Asked {
  readonly conjuncts: readonly QueryNode[];
  readonly set: string | null;
  readonly integrationId: string | null;
  readonly context: QueryContext;
}

/** Counters know tenant sets, integrations, and in each how many stand how: whatever is asked of outcome and result. */
function findCounters({ conjuncts, set, integrationId, context }: Asked, { database }: LogPorts): LogPlan['counted'] {
  const rest = conjuncts.filter((node) => !isExact(node, 'integration'));
  if (conjuncts.length - rest.length > 1 || !rest.every(isAboutStand)) return null;
  if (integrationId !== null && set !== null) {
    const sql = 'SELECT 1 FROM snapshots WHERE integration_id = ? AND tenant_set IS NOT ? LIMIT 1';
    if (database.get(sql, integrationId, set) !== undefined) return null;
  }
  const root: QueryNode | null = rest.length === 0 ? null : { kind: 'and', nodes: rest };
  const matches = compileQuery({ subject: 'deliveries', root }, context);
  const ofSet = set === null ? ('all' as const) : (`set:${set}` as const);
  return {
    scope: integrationId === null ? ofSet : `int:${integrationId}`,
    isWhole: rest.length === 0,
    isMeant: ({ outcome, standing }) =>
      // Nothing but these two is asked for.
      matches({ outcome, result: standing === 'waiting' ? null : standing } as QueryRow),
  };
}

function isAboutStand(node: QueryNode): boolean {
  switch (node.kind) {
    case 'term':
      return node.key === 'outcome' || node.key === 'result';
    case 'not':
      return isAboutStand(node.node);
    case 'and':
    case 'or':
      return node.nodes.every(isAboutStand);
    case 'word':
      return false;
  }
}
