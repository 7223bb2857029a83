// How many deliveries of some integrations have not been sent yet: what becomes of them is said before an integration is changed.
import { writePattern } from '../../../shared/query/quote.ts';
import type { Client } from '../../app/feature/slice.ts';

/** A query is only so long. */
const idsAtOnce = 100;

/** 0 where it cannot be counted: nobody is kept from acting by that. */
export async function countPending(client: Client, ids: readonly string[]): Promise<number> {
  let pending = 0;
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const answer = await client.dispatch.count({ query: pendingQuery(ids.slice(at, at + idsAtOnce)) });
    if (answer.ok) pending += answer.value.total;
  }
  return pending;
}

export function pendingQuery(ids: readonly string[]): string {
  const terms = ids.map((id) => `integration:${writePattern([id])}`).join(' OR ');
  return ids.length === 1 ? `outcome:pending ${terms}` : `outcome:pending (${terms})`;
}
