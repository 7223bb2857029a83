// The mirror of policies: of the open tenant set or of one endpoint in it, the endpoints there are, and the vault's names for signing.
import type { EndpointHealth } from '../../../shared/dispatch/dispatch-status.ts';
import type { PolicyMember, ResolvedPolicy } from '../../../shared/dispatch/endpoint-policy.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { type Loadable, loading, toLoadable } from '../../app/feature/loadable.ts';
import type { Client, CreateSlice } from '../../app/feature/slice.ts';

export type KnownEndpoint = EndpointHealth & { readonly hasOwnPolicy: boolean };
type PolicyPatch = Pick<Parameters<Client['dispatch']['setPolicy']>[0], 'patch'>['patch'];

/** Whose policy it is. Without an endpoint: the tenant set's own. */
export interface PolicyPlace {
  readonly tenantSet: string;
  readonly endpoint: string | null;
}

export interface PoliciesSlice {
  readonly place: PolicyPlace | null;
  readonly resolved: Loadable<ResolvedPolicy>;
  readonly endpoints: Loadable<readonly KnownEndpoint[]>;
  readonly signingNames: readonly string[];
  policyNeeded(place: PolicyPlace): void;
  endpointsNeeded(tenantSet: string): void;
  /** Answers why it was not changed. */
  memberChosen(member: PolicyMember, value: unknown): Promise<AppError | null>;
  /** The layer below shows again. */
  memberCleared(member: PolicyMember): Promise<AppError | null>;
}

export interface PoliciesState {
  readonly policies: PoliciesSlice;
}

export const createPoliciesSlice: CreateSlice<PoliciesSlice> = ({ client, read, write }) => {
  let asked = 0;
  const patch = async (change: PolicyPatch): Promise<AppError | null> => {
    const { place } = read();
    if (place === null) return null;
    const answer = await client.dispatch.setPolicy({ ...writePlace(place), patch: change });
    if (!answer.ok) return answer.error;
    if (read().place === place) write({ resolved: toResolved(toLoadable(answer)) });
    return null;
  };
  return {
    place: null,
    resolved: loading,
    endpoints: loading,
    signingNames: [],
    policyNeeded: (place) => {
      asked += 1;
      const mine = asked;
      write({ place, resolved: loading });
      void client.dispatch.policy(writePlace(place)).then((answer) => {
        if (mine === asked) write({ resolved: toResolved(toLoadable(answer)) });
      });
      void client.vault.list({}).then((answer) => {
        if (!answer.ok) return;
        write({ signingNames: answer.value.filter(({ kind }) => kind === 'signing').map(({ name }) => name) });
      });
    },
    endpointsNeeded: (tenantSet) => {
      void client.dispatch.endpoints({ tenantSet }).then((answer) => write({ endpoints: toLoadable(answer) }));
    },
    memberChosen: (member, value) => patch({ set: { [member]: value as never }, clear: [] }),
    memberCleared: (member) => patch({ set: {}, clear: [member] }),
  };
};

function writePlace({ tenantSet, endpoint }: PolicyPlace) {
  return { tenantSet, ...(endpoint !== null && { endpoint }) };
}

/** The contract names sources by text; every member has one. */
function toResolved(answer: Loadable<{ policy: ResolvedPolicy['policy']; sources: Record<string, unknown> }>) {
  return answer as Loadable<ResolvedPolicy>;
}
