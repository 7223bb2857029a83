// What sending adds to a request as built: for showing it apart. Pure.
import type { HeaderList } from '../../../shared/request/built-request.ts';

/** The header lines that are not among those built, each built one taken off once. */
export function listAdded(sent: HeaderList, built: HeaderList): HeaderList {
  const left = built.map(([name]) => name.toLowerCase());
  return sent.filter(([name]) => {
    const at = left.indexOf(name.toLowerCase());
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
