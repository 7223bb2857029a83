// The target guard: which addresses a request may go to. Pure decisions on addresses; resolving and connecting are done elsewhere.
// Everything but public addresses is refused unless a rule lets it through, whatever form the address is written in.
import ipaddr from 'ipaddr.js';
import type { AttemptErrorCode } from '../../../shared/dispatch/attempt-errors.ts';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import { type Address, type AddressClass, type ClassifiedAddress, classifyAddress } from './address-class.ts';

/** What a person let through, all rules together. */
export interface TargetRules {
  readonly classes: ReadonlySet<AddressClass>;
  readonly ranges: readonly (readonly [Address, number])[];
}

export type TargetCode = Extract<AttemptErrorCode, `TARGET_${string}`>;

const codes: Readonly<Record<Exclude<AddressClass, 'public'>, TargetCode>> = {
  loopback: 'TARGET_LOOPBACK',
  private: 'TARGET_PRIVATE',
  'link-local': 'TARGET_LINK_LOCAL',
  cgnat: 'TARGET_CGNAT',
  multicast: 'TARGET_MULTICAST',
  documentation: 'TARGET_DOCUMENTATION',
  benchmarking: 'TARGET_BENCHMARKING',
  unspecified: 'TARGET_UNSPECIFIED',
  reserved: 'TARGET_RESERVED',
};

const mappedBits = 96;

function parseRange(rule: string): readonly [Address, number] | null {
  if (ipaddr.IPv4.isValidCIDRFourPartDecimal(rule)) return ipaddr.IPv4.parseCIDR(rule);
  if (!ipaddr.IPv6.isValidCIDR(rule)) return null;
  const [address, bits] = ipaddr.IPv6.parseCIDR(rule);
  // A range in mapped form is a range of IPv4 addresses.
  const isMapped = address.isIPv4MappedAddress() && bits >= mappedBits;
  return isMapped ? [address.toIPv4Address(), bits - mappedBits] : [address, bits];
}

/** `loopback`, `private` or a CIDR range. */
export function isTargetRule(rule: string): boolean {
  return rule === 'loopback' || rule === 'private' || parseRange(rule) !== null;
}

/** Each once, however often it is given: what is replayed again and again keeps the same rules. */
export function joinTargetRules(first: readonly string[], second: readonly string[]): string[] {
  return [...new Set([...first, ...second])];
}

/** The union of all rules. Throws Failure: TARGET_RULE_INVALID. */
export function parseTargetRules(rules: readonly string[]): TargetRules {
  const classes = new Set<AddressClass>();
  const ranges: (readonly [Address, number])[] = [];
  for (const rule of rules) {
    if (rule === 'loopback' || rule === 'private') {
      classes.add(rule);
      continue;
    }
    const range = parseRange(rule);
    if (range === null) throw dispatchErrors.fail('TARGET_RULE_INVALID', { rule });
    ranges.push(range);
  }
  return { classes, ranges };
}

/** Why an address is refused, or null when a request may go there. What is no IP address is refused. */
export function judgeAddress(text: string, rules: TargetRules): TargetCode | null {
  const found = classifyAddress(text);
  if (found === null) return 'TARGET_RESERVED';
  if (found.class === 'public' || rules.classes.has(found.class)) return null;
  return isInRange(found, rules) ? null : codes[found.class];
}

function isInRange({ address, embedded }: ClassifiedAddress, { ranges }: TargetRules): boolean {
  return ranges.some(([range, bits]) =>
    [address, embedded].some((form) => form !== null && form.kind() === range.kind() && form.match(range, bits)),
  );
}
