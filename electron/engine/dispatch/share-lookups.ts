// Look-ups of one name that are asked for while one is under way share it: a name whose server says nothing then holds one of the
// system's few resolver threads, not one for each attempt, and other names are resolved meanwhile. Nothing is kept of an answer.
import type { Lookup } from '../ports.ts';

export function shareLookups(lookup: Lookup): Lookup {
  const underWay = new Map<string, ReturnType<Lookup>>();
  return (hostname) => {
    const known = underWay.get(hostname);
    if (known !== undefined) return known;
    const asked = lookup(hostname).finally(() => underWay.delete(hostname));
    underWay.set(hostname, asked);
    return asked;
  };
}
