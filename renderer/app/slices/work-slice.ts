// Mirror of what waits for a person in the open tenant set: integrations with a draft, and with a problem.
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import type { Client, CreateSlice } from '../feature/slice.ts';

export interface WorkSlice {
  /** null while they are not known. */
  readonly drafts: number | null;
  readonly problems: number | null;
  /** The first of those with a problem; null while nobody looks at them, or they are being read. */
  readonly withProblem: readonly IntegrationRecord[] | null;
  /** Keeps `withProblem` until the act it answers. */
  problemsLookedAt(): () => void;
  tenantSetOpened(tenantSet: string): void;
  /** An integration was saved, switched, made or deleted, or a draft begun or ended. */
  integrationsChanged(): void;
}

const listedProblems = 100;

export const createWorkSlice: CreateSlice<WorkSlice> = ({ client, write, afterEachGap }) => {
  let tenantSet: string | null = null;
  let asked = 0;
  let isLookedAt = false;
  const load = () => {
    if (tenantSet === null) return;
    asked += 1;
    const mine = asked;
    const limit = isLookedAt ? listedProblems : 1;
    void readWork(client, tenantSet, limit).then((work) => {
      if (mine !== asked || work === null) return;
      const { withProblem, ...counts } = work;
      write({ ...counts, ...(isLookedAt && { withProblem }) });
    });
  };
  afterEachGap(load);
  return {
    drafts: null,
    problems: null,
    withProblem: null,
    problemsLookedAt: () => {
      isLookedAt = true;
      load();
      return () => {
        isLookedAt = false;
        write({ withProblem: null });
      };
    },
    tenantSetOpened: (id) => {
      tenantSet = id;
      load();
    },
    integrationsChanged: load,
  };
};

async function readWork(client: Client, tenantSet: string, limit: number) {
  const [drafts, problems] = await Promise.all([
    client.integrations.list({ tenantSet, query: 'has:draft', limit: 1 }),
    client.integrations.list({ tenantSet, query: 'has:problem', limit }),
  ]);
  if (!drafts.ok || !problems.ok) return null;
  return { drafts: drafts.value.total, problems: problems.value.total, withProblem: problems.value.items };
}
