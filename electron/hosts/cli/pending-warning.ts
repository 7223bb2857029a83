// Says, before an integration is changed, what becomes of its deliveries that are still to be sent.
import type { CommandContext } from './command-context.ts';
import type { Session } from './engine-session.ts';
import { countOf } from './job-text.ts';

/** On standard error, --quiet or not; nothing when none is pending. Answers how many are. */
export async function warnOfPending(
  { output }: CommandContext,
  { ask, client }: Session,
  integrationId: string,
  describe: (count: string) => string,
): Promise<number> {
  const { pending } = await ask(() => client.dispatch.pendingOf({ integrationId }));
  if (pending > 0) output.warn([describe(countOf(pending, 'pending delivery', 'pending deliveries'))]);
  return pending;
}
