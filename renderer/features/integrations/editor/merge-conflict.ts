// Two people changed one integration: which members both touched, and what comes of a choice for each. Pure.
import type { Integration } from '../../../../shared/request/integration.ts';
import { type ComparedMember, comparedMembers, isChanged } from './changes.ts';

export type Side = 'mine' | 'theirs';

export interface Versions {
  readonly base: Integration;
  readonly mine: Integration;
  readonly theirs: Integration;
}

export interface Disagreement {
  readonly member: ComparedMember;
  /** Who alone changed it since the base; null: both did, and a person must choose. */
  readonly changedBy: Side | null;
}

export function listDisagreements({ base, mine, theirs }: Versions): Disagreement[] {
  return comparedMembers
    .filter((member) => isChanged(member, mine, theirs))
    .map((member) => ({
      member,
      changedBy: !isChanged(member, base, mine) ? 'theirs' : !isChanged(member, base, theirs) ? 'mine' : null,
    }));
}

/** What is not chosen is taken from whoever changed it, and mine where both did. Everything else is theirs: it is what is saved. */
export function mergeVersions(versions: Versions, chosen: Partial<Record<ComparedMember, Side>>): Integration {
  const taken = listDisagreements(versions).map(({ member, changedBy }) => {
    const side = chosen[member] ?? changedBy ?? 'mine';
    return [member, versions[side][member]];
  });
  return { ...versions.theirs, ...(Object.fromEntries(taken) as Partial<Integration>) };
}
