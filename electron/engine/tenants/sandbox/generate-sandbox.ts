// A made-up reseller, the same for the same seed: every account, PBX and integration follows from the seed and its number alone,
// so that a larger sandbox begins with the smaller one. Fictitious names, numbers and hosts only; no clock.
import type { Integration } from '../../../../shared/request/integration.ts';
import type { Account } from '../../../../shared/tenants/account.ts';
import type { SandboxScale } from '../../../../shared/tenants/tenant-set.ts';
import { accountNameOf, firstAccountName, slugOf } from './account-names.ts';
import {
  accountDesigns,
  firstAccountDesigns,
  firstPbxDesigns,
  type IntegrationDesign,
  serviceDesigns,
} from './integration-designs.ts';
import { makeIntegration, makePlainIntegration } from './make-integration.ts';
import { firstSite, firstTimeZone, furtherSites, pickTimeZone } from './places.ts';
import { RandomStream } from './random-stream.ts';

interface Stamp {
  readonly revision: number;
  readonly updatedMs: number;
}

export interface SandboxIntegration extends Stamp {
  readonly id: string;
  readonly integration: Integration;
}

export interface SandboxPbx extends Stamp {
  readonly serviceUuid: string;
  readonly serviceName: string;
  readonly friendlyName: string;
  readonly timeZone: string;
  readonly applicationsEnabled: boolean;
  /** For `peopleOf`. */
  readonly peopleSeed: number;
  readonly integrations: SandboxIntegration[];
}

export interface SandboxAccount extends Stamp, Pick<Account, 'name' | 'timeZone' | 'status' | 'tags'> {
  readonly accountId: string;
  readonly pbxs: SandboxPbx[];
  /** Of account scope. */
  readonly integrations: SandboxIntegration[];
}

/** Accounts come in blocks, so that totals are exact at every multiple: 20 accounts, 50 PBXs, 200 integrations. */
const blockAccounts = 20;
const pbxCounts = [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 4, 5, 6, 10];
const firstPbxCount = 3;
const blockIntegrations = 200;

const newestMs = Date.UTC(2026, 9, 1);
const spreadSeconds = 2 * 365 * 24 * 60 * 60;

export function* generateSandbox({ accounts, seed }: SandboxScale): Generator<SandboxAccount, void, undefined> {
  for (let first = 0; first < accounts; first += blockAccounts) {
    yield* new BlockMaker(seed, first).make().slice(0, accounts - first);
  }
}

class BlockMaker {
  readonly #seed: number;
  /** Number of the block's first account. */
  readonly #first: number;
  readonly #stream: RandomStream;
  #integrationCount = 0;

  constructor(seed: number, first: number) {
    this.#seed = seed;
    this.#first = first;
    this.#stream = new RandomStream(seed, first);
  }

  make(): SandboxAccount[] {
    const counts = this.#stream.shuffle(pbxCounts);
    if (this.#first === 0) {
      // The first account's size is known to every example; the one that had it takes what is left over.
      counts[counts.indexOf(firstPbxCount)] = counts[0] ?? firstPbxCount;
      counts[0] = firstPbxCount;
    }
    const accounts = counts.map((count, index) => this.#makeAccount(this.#first + index, count));
    if (this.#first === 0) this.#equipFirst(accounts[0]);
    this.#spreadIntegrations(accounts);
    return accounts;
  }

  #makeAccount(number: number, pbxCount: number): SandboxAccount {
    const stream = this.#stream;
    const name = accountNameOf(this.#seed, number);
    const timeZone = number === 0 ? firstTimeZone : pickTimeZone(stream);
    const sites = [firstSite, ...stream.shuffle(furtherSites)];
    return {
      accountId: `acc_${this.#idOf(number)}`,
      name,
      timeZone,
      status: number > 0 && stream.chance(0.03) ? 'suspended' : 'active',
      tags: number === 0 ? ['vip'] : pickTags(stream),
      ...this.#stamp(),
      pbxs: sites.slice(0, pbxCount).map(
        (friendlyName, index): SandboxPbx => ({
          serviceUuid: stream.uuid(number * sites.length + index),
          serviceName: serviceNameOf(number, name, index),
          friendlyName,
          timeZone: index === 0 || stream.chance(0.8) ? timeZone : pickTimeZone(stream),
          applicationsEnabled: (number === 0 && index === 0) || stream.chance(0.94),
          peopleSeed: stream.next(),
          integrations: [],
          ...this.#stamp(),
        }),
      ),
      integrations: [],
    };
  }

  #equipFirst(account: SandboxAccount | undefined): void {
    if (account === undefined) return;
    const slug = slugOf(account.name);
    for (const design of firstAccountDesigns) this.#add(account, makePlainIntegration({ design, slug }));
    for (const design of firstPbxDesigns) this.#add(account.pbxs[0], makePlainIntegration({ design, slug }));
  }

  #spreadIntegrations(accounts: readonly SandboxAccount[]): void {
    // Where Applications are off there is mostly nothing; some had integrations before.
    const places = accounts.flatMap((account) =>
      account.pbxs
        .filter((pbx) => pbx.applicationsEnabled || this.#stream.chance(0.3))
        .map((place) => ({ account, place, designs: designsFor(account) })),
    );
    const ofAccounts = accounts.map((account) => ({ account, place: account, designs: accountDesigns }));
    while (this.#integrationCount < blockIntegrations) {
      const candidates = this.#stream.chance(0.15) ? ofAccounts : places;
      const candidate = candidates[this.#stream.below(candidates.length)];
      if (candidate !== undefined) this.#addOne(candidate);
    }
  }

  #addOne(of: { account: SandboxAccount; place: SandboxAccount | SandboxPbx; designs: readonly IntegrationDesign[] }) {
    const design = of.designs[this.#stream.below(of.designs.length)];
    if (design === undefined) return;
    const earlier = of.place.integrations.filter(({ integration }) => integration.name.startsWith(design.name)).length;
    const slug = slugOf(of.account.name);
    this.#add(of.place, makeIntegration(this.#stream, { design, slug, earlier }));
  }

  #add(place: SandboxAccount | SandboxPbx | undefined, integration: Integration): void {
    const number = (this.#first / blockAccounts) * blockIntegrations + this.#integrationCount;
    place?.integrations.push({ id: `int_${this.#idOf(number)}`, integration, ...this.#stamp() });
    this.#integrationCount += 1;
  }

  /** Of the seed too: another sandbox's integration must not be taken for this one by a delivery that outlived a reset. */
  #idOf(number: number): string {
    return this.#seed.toString(36) + number.toString(36).padStart(4, '0');
  }

  #stamp(): Stamp {
    // Squared: more changes are recent than old.
    const age = (this.#stream.next() / 0x1_0000_0000) ** 2;
    return { revision: 1 + this.#stream.below(9), updatedMs: newestMs - Math.floor(age * spreadSeconds) * 1000 };
  }
}

/** The first account has its examples once: a query for one finds it alone. */
function designsFor({ name }: SandboxAccount): readonly IntegrationDesign[] {
  return name === firstAccountName ? serviceDesigns.slice(firstPbxDesigns.length) : serviceDesigns;
}

function pickTags(stream: RandomStream): string[] {
  if (stream.chance(0.7)) return [];
  return stream.shuffle(['vip', 'onboarding', 'at-risk', 'pilot', 'priority']).slice(0, 1 + stream.below(2));
}

/** As the platform makes them; `gen_acme` is the name every example uses. */
function serviceNameOf(number: number, accountName: string, index: number): string {
  const base = number === 0 ? 'gen_acme' : `gen_${slugOf(accountName).replaceAll('-', '_')}`;
  return index === 0 ? base : `${base}_${index + 1}`;
}
