// The query that finds an integration's deliveries in the log. The log is asked by name and place, as people ask it; a name that was
// changed since finds the deliveries of its time under the old one.
import { writePattern } from '../../../shared/query/quote.ts';

interface NamedPlace {
  readonly name: string;
  readonly accountId: string;
  /** null at account scope. */
  readonly serviceUuid: string | null;
}

export function deliveriesQuery({ name, accountId, serviceUuid }: NamedPlace): string {
  const place = serviceUuid === null ? ' scope:account' : ` pbx:${writePattern([serviceUuid])}`;
  return `name:${writePattern([name])} account:${writePattern([accountId])}${place}`;
}
