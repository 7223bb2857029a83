// Where sandbox customers are, and what they call their sites.
import type { AreaCode } from './phone-numbers.ts';
import type { RandomStream } from './random-stream.ts';

interface Region {
  readonly timeZone: string;
  /** null: no numbers set aside for fiction there, so its PBXs have 1300 and 1800 numbers only. */
  readonly areaCode: AreaCode | null;
  readonly weight: number;
}

const regions: readonly Region[] = [
  { timeZone: 'Australia/Sydney', areaCode: '02', weight: 30 },
  { timeZone: 'Australia/Melbourne', areaCode: '03', weight: 26 },
  { timeZone: 'Australia/Brisbane', areaCode: '07', weight: 20 },
  { timeZone: 'Australia/Perth', areaCode: '08', weight: 9 },
  { timeZone: 'Australia/Adelaide', areaCode: '08', weight: 6 },
  { timeZone: 'Australia/Hobart', areaCode: '03', weight: 3 },
  { timeZone: 'Australia/Darwin', areaCode: '08', weight: 1 },
  { timeZone: 'Pacific/Auckland', areaCode: null, weight: 5 },
];
export const firstTimeZone = 'Australia/Sydney';

const weighted = regions.map(({ timeZone, weight }) => [timeZone, weight] as const) as [
  [string, number],
  ...[string, number][],
];

export function pickTimeZone(stream: RandomStream): string {
  return stream.pickWeighted(weighted);
}

export function areaCodeOf(timeZone: string): AreaCode | null {
  return regions.find((region) => region.timeZone === timeZone)?.areaCode ?? null;
}

/** A customer's first PBX is its head office. */
export const firstSite = 'Head Office';
export const furtherSites: readonly string[] = [
  'Warehouse',
  'Clinic',
  'Showroom',
  'North Branch',
  'South Branch',
  'Workshop',
  'Call Centre',
  'Service Desk',
  'Airport Depot',
  'Harbour Office',
  'Distribution Centre',
  'Training Rooms',
];
