// Mirror of what waits for a person in the open tenant set: integrations with a draft, and with a problem.
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import type { Client, CreateSlice } from '../feature/slice.ts';

export interface WorkSlice {
  /** null while they are not known. */
  readonly drafts: number | null;
  readonly problems: number | null;
  /** The first of those with a problem, for the dock. */
  readonly withProblem: readonly IntegrationRecord[];
  tenantSetOpened(tenantSet: string): void;
  /** An integration was saved, switched, made or deleted, or a draft begun or ended. */
  integrationsChanged(): void;
}

const listedProblems = 100;

export const createWorkSlice: CreateSlice<WorkSlice> = ({ client, write, afterEachGap }) => {
  let tenantSet: string | null = null;
  let asked = 0;
  const load = () => {
    if (tenantSet === null) return;
    asked += 1;
    const mine = asked;
    void readWork(client, tenantSet).then((work) => {
      if (mine === asked && work !== null) write(work);
    });
  };
  afterEachGap(load);
  return {
    drafts: null,
    problems: null,
    withProblem: [],
    tenantSetOpened: (id) => {
      tenantSet = id;
      load();
    },
    integrationsChanged: load,
  };
};

async function readWork(client: Client, tenantSet: string) {
  const [drafts, problems] = await Promise.all([
    client.integrations.list({ tenantSet, query: 'has:draft', limit: 1 }),
    client.integrations.list({ tenantSet, query: 'has:problem', limit: listedProblems }),
  ]);
  if (!drafts.ok || !problems.ok) return null;
  return { drafts: drafts.value.total, problems: problems.value.total, withProblem: problems.value.items };
}
