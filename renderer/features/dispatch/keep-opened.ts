// The delivery in the detail pane, as it stands and after every change.
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { JournalLine } from '../../../shared/journal/line.ts';
import { loading, toLoadable } from '../../app/feature/loadable.ts';
import type { SliceTools } from '../../app/feature/slice.ts';
import type { DispatchSlice } from './store.ts';

const nothingKnown = { delivery: loading, held: null, replayers: null } as const;

function countReplays({ attempts }: DeliveryDetail): number {
  return attempts.filter(({ kind }) => kind === 'replay').length;
}

/** `lines` are the journal's of this delivery, newest first. One that is asked for but not made yet has no attempt. */
export function matchReplayers(
  { attempts, outcome }: Pick<DeliveryDetail, 'attempts' | 'outcome'>,
  lines: readonly JournalLine[],
): ReadonlyMap<number, string> {
  const asked = lines.filter(({ act }) => act === 'delivery-replayed');
  const made = attempts.filter(({ kind }) => kind === 'replay').reverse();
  const early = outcome === 'pending' && asked.length > made.length ? 1 : 0;
  return new Map(
    made.flatMap(({ number }, index) => {
      const actor = asked[index + early]?.actor;
      return actor === undefined ? [] : [[number, actor] as const];
    }),
  );
}

export function keepOpened({ client, read, write }: SliceTools<DispatchSlice>) {
  let end: (() => void) | null = null;
  let hasEnded = false;
  const watch = (id: string) => {
    end?.();
    hasEnded = false;
    end = client.dispatch.watch({ deliveryId: id }, (event) => {
      const { opened } = read();
      if (opened?.id !== id) return;
      if (event.type !== 'failed') {
        const { replayers } = opened;
        write({ opened: { id, delivery: { status: 'ready', value: event.delivery }, held: null, replayers } });
        if (countReplays(event.delivery) > (replayers?.size ?? 0)) void readReplayers(id, event.delivery);
        return;
      }
      hasEnded = true;
      // What waits for an open vault is still there to be read.
      if (opened.delivery.status === 'ready') write({ opened: { ...opened, held: event.error } });
      else void readOnce(id);
    });
  };
  const readOnce = async (id: string): Promise<void> => {
    const answer = await client.dispatch.delivery({ id });
    if (read().opened?.id === id) write({ opened: { id, delivery: toLoadable(answer), held: null, replayers: null } });
  };
  const readReplayers = async (id: string, delivery: DeliveryDetail): Promise<void> => {
    const lines = await client.journal.list({ subject: id });
    const { opened } = read();
    if (!lines.ok || opened?.id !== id) return;
    write({ opened: { ...opened, replayers: matchReplayers(delivery, lines.value) } });
  };
  return {
    open: (id: string | null) => {
      if (id === (read().opened?.id ?? null)) return;
      write({ opened: id === null ? null : { id, ...nothingKnown }, today: null, replayFailure: null });
      if (id !== null) watch(id);
      else end?.();
    },
    /** A stream that said why it cannot go on is begun again when the log says that the delivery moved on. */
    changed: (deliveries: readonly { readonly id: string }[], isMore: boolean) => {
      const id = read().opened?.id;
      if (hasEnded && id !== undefined && (isMore || deliveries.some((one) => one.id === id))) watch(id);
    },
    openAgain: () => {
      const id = read().opened?.id;
      if (hasEnded && id !== undefined) watch(id);
    },
  };
}
