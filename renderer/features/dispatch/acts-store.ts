// What a person does to deliveries besides replaying them: dead letters requeued or discarded, pending ones cancelled, endpoints and
// integrations that were given a rest sent to again. The new state comes with the log; the news tells how it went.
import type { ReplaySelection } from '../../../shared/dispatch/replay-plan.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { CreateSlice } from '../../app/feature/slice.ts';
import { saveText } from '../../ui/save-text.ts';
import { type ExportKind, exportDeliveries } from './export-deliveries.ts';

export type DispatchNews =
  | { readonly kind: 'requeued' | 'cancelled' | 'restored'; readonly count: number }
  | { readonly kind: 'discarded'; readonly ids: readonly string[] }
  | { readonly kind: 'sending-allowed' | 'breaker-closed' }
  | { readonly kind: 'exported'; readonly count: number; readonly isCut: boolean }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface DispatchActs {
  /** Not shown yet; null: nothing is new. */
  readonly news: DispatchNews | null;
  readonly isExporting: boolean;
  requeueAsked(selection: ReplaySelection): void;
  discardAsked(selection: ReplaySelection): void;
  /** Undoes a discard. */
  restoreAsked(ids: readonly string[]): void;
  cancelAsked(selection: ReplaySelection): void;
  allowSendingAsked(integrationId: string): void;
  breakerCloseAsked(endpoint: string): void;
  exportAsked(selection: ReplaySelection, kind: ExportKind): void;
  newsRead(): void;
}

export const createDispatchActs: CreateSlice<DispatchActs> = ({ client, read, write }) => {
  const tell = (news: DispatchNews) => write({ news });
  type Answer<T> = Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }>;
  const settle = async <T>(answering: Answer<T>, say: (value: T) => DispatchNews) => {
    const answer = await answering;
    tell(answer.ok ? say(answer.value) : { kind: 'failed', error: answer.error });
  };
  const { dispatch } = client;
  return {
    news: null,
    isExporting: false,
    requeueAsked: (selection) =>
      void settle(dispatch.requeue(selection), ({ ids }) => ({ kind: 'requeued', count: ids.length })),
    discardAsked: (selection) => void settle(dispatch.discard(selection), ({ ids }) => ({ kind: 'discarded', ids })),
    restoreAsked: (ids) =>
      void settle(dispatch.restore({ ids: [...ids] }), (done) => ({ kind: 'restored', count: done.ids.length })),
    cancelAsked: (selection) =>
      void settle(dispatch.cancel(selection), ({ ids }) => ({ kind: 'cancelled', count: ids.length })),
    allowSendingAsked: (integrationId) =>
      void settle(dispatch.allowSending({ integrationId }), () => ({ kind: 'sending-allowed' })),
    breakerCloseAsked: (endpoint) =>
      void settle(dispatch.closeBreaker({ endpoint }), () => ({ kind: 'breaker-closed' })),
    exportAsked: (selection, kind) => {
      if (read().isExporting) return;
      write({ isExporting: true });
      void exportDeliveries(client, selection, kind).then((answer) => {
        write({ isExporting: false });
        if (!answer.ok) {
          tell({ kind: 'failed', error: answer.error });
          return;
        }
        const { text, name, type, count, isCut } = answer.value;
        saveText(name, text, type);
        tell({ kind: 'exported', count, isCut });
      });
    },
    newsRead: () => write({ news: null }),
  };
};
