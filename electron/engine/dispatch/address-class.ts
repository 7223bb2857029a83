// What kind of network an IP address belongs to, in whichever form it is written. What is not known to be public is reserved.
import ipaddr from 'ipaddr.js';

export type AddressClass =
  | 'public'
  | 'loopback'
  | 'private'
  | 'link-local'
  | 'cgnat'
  | 'multicast'
  | 'documentation'
  | 'benchmarking'
  | 'unspecified'
  | 'reserved';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An address with the IPv4 address it stands for, if it does: mapped, compatible, 6to4 and NAT64 forms. */
export interface ClassifiedAddress {
  readonly class: AddressClass;
  readonly address: Address;
  readonly embedded: ipaddr.IPv4 | null;
}

type Table<A> = readonly (readonly [range: string, class_: A])[];

// The first range that holds the address decides.
const ranges4 = parseTable<ipaddr.IPv4, AddressClass>([
  ['0.0.0.0/8', 'unspecified'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'cgnat'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.2.0/24', 'documentation'],
  ['192.0.0.0/24', 'reserved'],
  ['192.88.99.0/24', 'reserved'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'benchmarking'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
]);

/** Where an IPv4 address stands in an IPv6 one, and what the form is when that address is public. */
interface Embedding {
  readonly firstByte: number;
  readonly whenPublic: 'public' | 'reserved';
}

const ranges6 = parseTable<ipaddr.IPv6, AddressClass | Embedding>([
  ['::/128', 'unspecified'],
  ['::1/128', 'loopback'],
  ['::ffff:0:0/96', { firstByte: 12, whenPublic: 'public' }],
  // IPv4-compatible and translated (RFC 6145) forms: nothing public is reached by them.
  ['::/96', { firstByte: 12, whenPublic: 'reserved' }],
  ['::ffff:0:0:0/96', { firstByte: 12, whenPublic: 'reserved' }],
  ['64:ff9b::/96', { firstByte: 12, whenPublic: 'public' }],
  // NAT64 for local use (RFC 8215): a prefix of somebody's own network.
  ['64:ff9b:1::/48', { firstByte: 12, whenPublic: 'reserved' }],
  ['2002::/16', { firstByte: 2, whenPublic: 'public' }],
  ['2001:db8::/32', 'documentation'],
  ['2001:2::/48', 'benchmarking'],
  // Protocol assignments, Teredo and ORCHID among them.
  ['2001::/23', 'reserved'],
  ['3fff::/20', 'documentation'],
  ['fc00::/7', 'private'],
  ['fe80::/10', 'link-local'],
  ['ff00::/8', 'multicast'],
  // All that is given out for public use. Site-local, discard and segment routing lie outside.
  ['2000::/3', 'public'],
]);

function parseTable<A extends Address, C>(table: Table<C>): readonly (readonly [A, number, C])[] {
  return table.map(([range, class_]) => {
    const [address, bits] = ipaddr.parseCIDR(range);
    return [address as A, bits, class_];
  });
}

function classify4(address: ipaddr.IPv4): AddressClass {
  return ranges4.find(([range, bits]) => address.match(range, bits))?.[2] ?? 'public';
}

function classify6(address: ipaddr.IPv6): ClassifiedAddress {
  const found = ranges6.find(([range, bits]) => address.match(range, bits))?.[2] ?? 'reserved';
  if (typeof found === 'string') return { class: found, address, embedded: null };
  const embedded = new ipaddr.IPv4(address.toByteArray().slice(found.firstByte, found.firstByte + 4));
  const inner = classify4(embedded);
  return { class: inner === 'public' ? found.whenPublic : inner, address, embedded };
}

/** null: the text is no IP address. */
export function classifyAddress(text: string): ClassifiedAddress | null {
  const plain = spellHexadecimal(text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text);
  if (!ipaddr.isValid(plain)) return null;
  const address = ipaddr.parse(plain);
  if (address instanceof ipaddr.IPv4) return { class: classify4(address), address, embedded: null };
  return classify6(address);
}

/** ipaddr.js takes `::8.8.8.8` for the mapped form, which it is not. */
function spellHexadecimal(text: string): string {
  const url = `http://[${text}]/`;
  const isMixed = text.includes(':') && text.includes('.');
  return isMixed && URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : text;
}
