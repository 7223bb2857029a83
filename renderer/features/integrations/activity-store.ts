// Mirror of the last 24 hours of the integrations in view: how many deliveries each hour had, and how many failed. Asked once for all
// rows of a view, and again for those that the log tells of.
import type { CreateSlice } from '../../app/feature/slice.ts';

export interface Activity {
  /** Oldest first, two hours each. */
  readonly accepted: readonly number[];
  readonly failed: readonly number[];
}

export interface ActivitySlice {
  readonly byId: Readonly<Record<string, Activity>>;
  /** The rows that are looked at now. */
  activityNeeded(ids: readonly string[]): void;
}

const restMs = 1_500;
/** An hour ends without anything being told. */
const freshMs = 5 * 60_000;
const mostAtOnce = 500;

export const createActivitySlice: CreateSlice<ActivitySlice> = ({ client, read, write, whileOpen, now }) => {
  let wanted: readonly string[] = [];
  const readAtMs = new Map<string, number>();
  let isReading = false;
  let isDue = false;

  const listStale = () => {
    const since = now() - freshMs;
    return wanted.filter((id) => (readAtMs.get(id) ?? Number.NEGATIVE_INFINITY) < since).slice(0, mostAtOnce);
  };
  const readStale = async (): Promise<void> => {
    const ids = listStale();
    if (isReading || ids.length === 0) {
      isDue ||= ids.length > 0;
      return;
    }
    isReading = true;
    isDue = false;
    const isAgain = ids.some((id) => read().byId[id] !== undefined);
    for (const id of ids) readAtMs.set(id, now());
    const answer = await client.dispatch.activity({ integrationIds: ids });
    if (answer.ok) {
      const hours = Object.entries(answer.value);
      write({ byId: { ...read().byId, ...Object.fromEntries(hours.map(([id, one]) => [id, joinHours(one)])) } });
    }
    // A row that shows nothing yet does not wait; what a busy log tells of is gathered.
    setTimeout(
      () => {
        isReading = false;
        if (isDue) void readStale();
      },
      isAgain ? restMs : 0,
    );
  };
  whileOpen(() =>
    client.dispatch.watchLog({}, (event) => {
      if (event.type === 'failed') return;
      if (event.type === 'snapshot' || event.isMore) readAtMs.clear();
      for (const { integrationId } of event.deliveries) if (integrationId !== null) readAtMs.delete(integrationId);
      void readStale();
    }),
  );
  return {
    byId: {},
    activityNeeded: (ids) => {
      wanted = ids;
      void readStale();
    },
  };
};

export function joinHours({ accepted, failed }: Activity): Activity {
  const join = (hours: readonly number[]) =>
    Array.from({ length: Math.ceil(hours.length / 2) }, (_, at) => (hours[2 * at] ?? 0) + (hours[2 * at + 1] ?? 0));
  return { accepted: join(accepted), failed: join(failed) };
}

export function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
