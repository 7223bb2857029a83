// The whole surface of the engine on one screen.
import { benchContract } from './bench/contract.ts';
import { dispatchContract } from './dispatch/contract.ts';
import { integrationsContract } from './integrations/contract.ts';
import { jobsContract } from './jobs/contract.ts';
import { journalContract } from './journal/contract.ts';
import { settingsContract } from './settings/contract.ts';
import { tenantsContract } from './tenants/contract.ts';
import { vaultContract } from './vault/contract.ts';

export const contracts = {
  settings: settingsContract,
  vault: vaultContract,
  tenants: tenantsContract,
  integrations: integrationsContract,
  journal: journalContract,
  jobs: jobsContract,
  dispatch: dispatchContract,
  bench: benchContract,
} as const;
export type EngineContracts = typeof contracts;
