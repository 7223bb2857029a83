// All that is the same for every event that goes from one integration to one target: the compiled request, its snapshot, its lane.
// Whatever is wrong with it is told here, before anything is accepted.
import { endpointOf } from '../../../shared/dispatch/endpoint-policy.ts';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { Problem } from '../../../shared/kernel/problem.ts';
import type { HeaderList } from '../../../shared/request/built-request.ts';
import { type CompiledRequest, compileRequest } from '../../../shared/request/compile-request.ts';
import type { DialectFile, ResolvedDialect } from '../../../shared/request/dialect.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';
import { type Integration, integrationSchema } from '../../../shared/request/integration.ts';
import type { DispatchPorts, SendPlace } from './dispatch-ports.ts';
import type { LaneKeys } from './lane-keys.ts';
import { type AskedTarget, isSameOrigin, originOf, pathOf, planTarget, type Target } from './plan-target.ts';
import type { LaneKey } from './queue-port.ts';
import { withoutPlainSecret } from './secret-source.ts';
import type { Snapshot, SnapshotContent, Snapshots, StoredTarget } from './snapshots.ts';
import { joinTargetRules, parseTargetRules } from './target-guard.ts';

export interface SendOptions {
  readonly to: AskedTarget;
  readonly withAuth: boolean;
  readonly deadlineMs: number | undefined;
  readonly allowTargets: readonly string[];
}

export interface TemplateSource extends SendOptions {
  readonly integration: Integration;
  /** null: the integration came from a file and belongs to no tenant set. */
  readonly place: SendPlace | null;
  readonly dialect: ResolvedDialect;
  readonly isRetried: boolean;
}

export interface Template {
  readonly snapshot: Snapshot;
  readonly lane: LaneKey;
  /** What depends on the event, which is checked. */
  build(event: PbxEvent): BuiltEvent;
}

export interface BuiltEvent {
  readonly url: string;
  readonly body: string | null;
  /** JSON. */
  readonly assumptions: string;
}

export interface TemplateMeans {
  readonly ports: DispatchPorts;
  readonly snapshots: Snapshots;
  readonly lanes: LaneKeys;
}

/** The part of a record that people write. */
export function integrationOf({ record }: SendPlace): Integration {
  const members = Object.keys(integrationSchema.shape) as (keyof Integration)[];
  return Object.fromEntries(members.map((member) => [member, record[member]])) as Integration;
}

/** What is wrong with a target that a person named is told of that, not of the integration. */
export function compileFor(target: Target, source: Pick<TemplateSource, 'integration' | 'dialect'>) {
  const { integration, dialect } = source;
  const aimed = target.kind === 'url' ? { ...integration, requestUrl: target.url } : integration;
  const result = compileRequest({ integration: aimed, dialect });
  if ('compiled' in result) return result;
  const rename = (problem: Problem) =>
    target.kind === 'url' && problem.path === 'requestUrl' ? { ...problem, path: 'to' } : problem;
  return { problems: result.problems.map(rename) };
}

export function targetOf({ to, place, integration }: TemplateSource, { receiver }: DispatchPorts): Target {
  const integrationId = place?.record.id ?? null;
  const isSandbox = place?.isSandbox ?? false;
  return planTarget({ to, isSandbox, integrationId, requestUrl: integration.requestUrl }, receiver);
}

/** Throws Failure: REQUEST_INVALID, TARGET_RULE_INVALID, SANDBOX_…, RECEIVER_NOT_RUNNING. */
export function makeTemplate(source: TemplateSource, means: TemplateMeans): Template {
  const { integration, place } = source;
  const allowTargets = joinTargetRules(place?.tenantSet.allowTargets ?? [], source.allowTargets);
  parseTargetRules(allowTargets);
  const target = targetOf(source, means.ports);
  const result = compileFor(target, source);
  if ('problems' in result) throw dispatchErrors.fail('REQUEST_INVALID', { problems: result.problems });
  const { compiled } = result;
  const url = aimUrl(target, compiled.baseUrl);
  const headers = allowedHeaders({ compiled, url, withAuth: source.withAuth, requestUrl: integration.requestUrl });
  const snapshot = means.snapshots.keep(describeSnapshot({ source, target, url, headers, allowTargets }));
  const integrationId = place?.record.id ?? '';
  const lane = means.lanes.keep({ endpoint: endpointOf(url), origin: originOf(url), integrationId });
  return { snapshot, lane, build: buildWith(compiled, target) };
}

function buildWith(compiled: CompiledRequest, target: Target): Template['build'] {
  const spelled = new Map<readonly string[], string>();
  return (event) => {
    const { url, body, assumptions } = compiled.build(event);
    let json = spelled.get(assumptions);
    if (json === undefined) {
      json = JSON.stringify(assumptions);
      spelled.set(assumptions, json);
    }
    return { url: aimUrl(target, url), body, assumptions: json };
  };
}

/** The receiver's own path comes before the built one. */
export function aimUrl(target: Target, builtUrl: string): string {
  return target.kind === 'receiver' ? `${target.base}${pathOf(builtUrl)}` : builtUrl;
}

/** Without those that another origin must not get. */
export function allowedHeaders(of: {
  compiled: CompiledRequest;
  url: string;
  withAuth: boolean;
  requestUrl: string;
}): HeaderList {
  const { headers, secretHeaders } = of.compiled;
  if (of.withAuth || isSameOrigin(of.url, of.requestUrl)) return headers;
  return headers.filter(([name]) => !secretHeaders.includes(name));
}

export function storeTarget(target: Target): StoredTarget {
  return target.kind === 'receiver' ? { kind: 'receiver', prefix: pathOf(target.base) } : target;
}

function describeSnapshot(of: {
  source: TemplateSource;
  target: Target;
  url: string;
  headers: HeaderList;
  allowTargets: readonly string[];
}): SnapshotContent {
  const { source, target, url, headers, allowTargets } = of;
  const { integration, dialect } = source;
  return {
    ...describePlace(source.place),
    integration_name: integration.name,
    trigger_event: integration.triggerEvent,
    scope: integration.scope,
    method: integration.method,
    format: integration.format,
    url,
    headers: JSON.stringify(headers),
    target: JSON.stringify(storeTarget(target)),
    original_url: target.kind === 'own' ? null : integration.requestUrl,
    with_auth: source.withAuth ? 1 : 0,
    allow_targets: JSON.stringify(allowTargets),
    deadline_ms: source.deadlineMs ?? null,
    is_retried: source.isRetried ? 1 : 0,
    integration: JSON.stringify(withoutPlainSecret(integration)),
    // With the defaults filled in: a later Switchhook may have others.
    dialect: JSON.stringify({ ...dialect.dialect, confirmed: [...dialect.confirmed] } satisfies DialectFile),
  };
}

function describePlace(place: SendPlace | null) {
  return {
    tenant_set: place?.tenantSet.id ?? null,
    is_sandbox: place?.isSandbox ? (1 as const) : (0 as const),
    integration_id: place?.record.id ?? null,
    account_id: place?.record.accountId ?? null,
    account_name: place?.record.accountName ?? null,
    service_uuid: place?.record.serviceUuid ?? null,
    pbx_name: place?.record.friendlyName ?? null,
  };
}
