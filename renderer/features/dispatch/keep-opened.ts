// The delivery in the detail pane, as it stands and after every change.
import { loading, toLoadable } from '../../app/feature/loadable.ts';
import type { SliceTools } from '../../app/feature/slice.ts';
import type { DispatchSlice } from './store.ts';

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
        write({ opened: { id, delivery: { status: 'ready', value: event.delivery }, held: null } });
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
    if (read().opened?.id === id) write({ opened: { id, delivery: toLoadable(answer), held: null } });
  };
  return {
    open: (id: string | null) => {
      if (id === (read().opened?.id ?? null)) return;
      write({ opened: id === null ? null : { id, delivery: loading, held: null }, today: null, replayFailure: null });
      if (id !== null) watch(id);
      else end?.();
    },
    /** A stream that said why it cannot go on is begun again when the log says that the delivery moved on. */
    changed: (id: string) => {
      if (hasEnded && read().opened?.id === id) watch(id);
    },
    openAgain: () => {
      const id = read().opened?.id;
      if (hasEnded && id !== undefined) watch(id);
    },
  };
}
