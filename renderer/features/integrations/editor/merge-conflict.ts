// Two people changed one integration: where they disagree, what is decided by itself, and what comes of the decisions. Pure.
import type { Integration } from '../../../../shared/request/integration.ts';
import { type ComparedMember, comparedMembers, isChanged } from './changes.ts';

export type Side = 'mine' | 'theirs';
export type Choices = Partial<Record<ComparedMember, Side>>;

export interface Versions {
  /** What mine was begun from; null: it is not known any more, so that nothing says who changed what. */
  readonly base: Integration | null;
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
    .map((member) => ({ member, changedBy: base === null ? null : changedAloneBy(member, { base, mine, theirs }) }));
}

function changedAloneBy(member: ComparedMember, { base, mine, theirs }: Record<Side | 'base', Integration>) {
  if (!isChanged(member, base, mine)) return 'theirs';
  return isChanged(member, base, theirs) ? null : 'mine';
}

/** What is kept of each field in disagreement: the choice, else the side that alone changed it; null: not decided. */
export function decideSides(versions: Versions, chosen: Choices): Map<ComparedMember, Side | null> {
  return new Map(
    listDisagreements(versions).map(({ member, changedBy }) => [member, chosen[member] ?? changedBy] as const),
  );
}

/** Fields nobody decided, and those both agree on, are theirs: that is what is saved. */
export function mergeVersions(versions: Versions, chosen: Choices): Integration {
  const { mine, theirs } = versions;
  const kept = [...decideSides(versions, chosen)].filter(([, side]) => side === 'mine');
  return { ...theirs, ...(Object.fromEntries(kept.map(([member]) => [member, mine[member]])) as Partial<Integration>) };
}
