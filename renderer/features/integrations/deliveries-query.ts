// The query that finds an integration's deliveries in the log, also those of its time under another name.
import { writePattern } from '../../../shared/query/quote.ts';

export function deliveriesQuery({ id }: { readonly id: string }): string {
  return `integration:${writePattern([id])}`;
}
