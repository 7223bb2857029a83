// Telephone numbers that are set aside for fiction in Australia, as national digits. No other number may stand in a sandbox.
import type { RandomStream } from './random-stream.ts';

export type AreaCode = '02' | '03' | '07' | '08';

/** 5550 xxxx and 7010 xxxx in each area. */
export function geographicNumber(stream: RandomStream, areaCode: AreaCode): string {
  const exchange = stream.pick(['5550', '7010']);
  return `${areaCode}${exchange}${stream.below(10_000).toString().padStart(4, '0')}`;
}

/** 1300 and 1800 975 707 to 711. */
export function nationalNumber(stream: RandomStream): string {
  return `${stream.pick(['1300', '1800'])}975${707 + stream.below(5)}`;
}
