// What holds for each endpoint: the layers people wrote, resolved and remembered. Asked once per delivery and more, so an answer is
// one look into two maps. Integrations from files belong to no tenant set and have a layer of their own.
import type { HandlersOf } from '../../../shared/contract/serve.ts';
import { checkPolicyPatch, type PolicyPatch, patchPolicy } from '../../../shared/dispatch/check-policy.ts';
import type { dispatchContract } from '../../../shared/dispatch/contract.ts';
import {
  endpointOf,
  type PartialPolicy,
  partialPolicySchema,
  type ResolvedPolicy,
  resolvePolicy,
} from '../../../shared/dispatch/endpoint-policy.ts';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import { parseRequestUrl } from '../../../shared/request/request-url.ts';
import type { Database } from '../database/database.ts';
import type { DispatchPorts } from './dispatch-ports.ts';

type Handlers = HandlersOf<{ dispatch: typeof dispatchContract }>['dispatch'];
export type PolicyPorts = Pick<DispatchPorts, 'database' | 'journal' | 'findTenantSet'>;

/** The endpoint of the tenant set's own layer, and the tenant set of integrations from files. */
const none = '';
/** Endpoints of one tenant set that are remembered; more than anyone has, so that a mistake cannot grow for ever. */
const mostRemembered = 50_000;

export class PolicyStore {
  readonly handlers: Pick<Handlers, 'policy' | 'setPolicy'>;
  readonly #ports: PolicyPorts;
  readonly #resolved = new Map<string, Map<string, ResolvedPolicy>>();
  readonly #listeners = new Set<() => void>();

  constructor(ports: PolicyPorts) {
    this.#ports = ports;
    this.handlers = {
      policy: ({ tenantSet, endpoint }) => this.resolve(this.#findSet(tenantSet), checkEndpoint(endpoint)),
      setPolicy: ({ tenantSet, endpoint, patch }) => {
        const set = this.#findSet(tenantSet);
        const checked = checkEndpoint(endpoint);
        this.#change(set, checked, patch);
        return this.resolve(set, checked);
      },
    };
  }

  /** `tenantSet` null: of integrations from files. `endpoint`: origin and path, '' for what the tenant set says of all. */
  resolve(tenantSet: string | null, endpoint: string): ResolvedPolicy {
    const set = tenantSet ?? none;
    let known = this.#resolved.get(set);
    if (known === undefined || known.size >= mostRemembered) {
      known = new Map();
      this.#resolved.set(set, known);
    }
    let resolved = known.get(endpoint);
    if (resolved === undefined) {
      const { database } = this.#ports;
      const own = endpoint === none ? {} : readLayer(database, set, endpoint);
      resolved = resolvePolicy(readLayer(database, set, none), own);
      known.set(endpoint, resolved);
    }
    return resolved;
  }

  /** Runs `listener` after each change; whatever was resolved before is old then. Returns the act of ending that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Endpoints of a tenant set, or of all, that have a policy of their own. */
  listOwn(tenantSet: string | null): string[] {
    const sql =
      "SELECT DISTINCT endpoint FROM endpoint_policies WHERE endpoint <> '' AND (?1 IS NULL OR tenant_set = ?1)";
    return this.#ports.database.all<{ endpoint: string }>(sql, tenantSet).map(({ endpoint }) => endpoint);
  }

  #findSet(tenantSet: string | undefined): string | null {
    return tenantSet === undefined ? null : this.#ports.findTenantSet(tenantSet);
  }

  /** Throws Failure: POLICY_INVALID. */
  #change(tenantSet: string | null, endpoint: string, patch: PolicyPatch): void {
    const problems = checkPolicyPatch(patch);
    if (problems.length > 0) throw dispatchErrors.fail('POLICY_INVALID', { problems });
    const { database, journal } = this.#ports;
    const set = tenantSet ?? none;
    database.transaction(() => {
      writeLayer(database, { set, endpoint, layer: patchPolicy(readLayer(database, set, endpoint), patch) });
      // Names of secrets are no secrets.
      const detail = { tenantSet, set: patch.set as Record<string, never>, clear: [...patch.clear] };
      journal.append({ act: 'policy-changed', subject: endpoint === none ? (tenantSet ?? 'files') : endpoint, detail });
    });
    this.#resolved.delete(set);
    for (const listener of this.#listeners) listener();
  }
}

/** Throws Failure: ENDPOINT_INVALID. */
function checkEndpoint(endpoint: string | undefined): string {
  if (endpoint === undefined) return none;
  const target = parseRequestUrl(endpoint);
  if (typeof target === 'string' || target.hasFragment || endpointOf(endpoint) !== endpoint) {
    throw dispatchErrors.fail('ENDPOINT_INVALID', { endpoint });
  }
  // Spelled as built URLs are, or nothing sent would ever fall under it: host in lower case, no usual port, path encoded.
  return `${target.origin}${target.path}`;
}

function readLayer(database: Database, set: string, endpoint: string): PartialPolicy {
  const sql = 'SELECT policy FROM endpoint_policies WHERE tenant_set = ? AND endpoint = ?';
  const row = database.get<{ policy: string }>(sql, set, endpoint);
  return row === undefined ? {} : partialPolicySchema.parse(JSON.parse(row.policy));
}

/** A layer that says nothing has no row. */
function writeLayer(database: Database, to: { set: string; endpoint: string; layer: PartialPolicy }): void {
  const { set, endpoint, layer } = to;
  if (Object.keys(layer).length === 0) {
    database.run('DELETE FROM endpoint_policies WHERE tenant_set = ? AND endpoint = ?', set, endpoint);
    return;
  }
  const sql = `INSERT INTO endpoint_policies (tenant_set, endpoint, policy) VALUES (?, ?, ?)
    ON CONFLICT (tenant_set, endpoint) DO UPDATE SET policy = excluded.policy`;
  database.run(sql, set, endpoint, JSON.stringify(layer));
}
