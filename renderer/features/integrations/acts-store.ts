// What a person does to integrations from the list and the detail pane, and the news of how it went. Nothing is shown as done before
// the engine has answered; what it answers goes to the mirror of the list, and all else comes back as the engine's own change.
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { ListQuestion } from '../../app/feature/list.ts';
import type { Client, CreateSlice } from '../../app/feature/slice.ts';
import { findSample, type SampleId } from './editor/samples.ts';
import { countPending } from './pending-deliveries.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface SendWish {
  readonly id: string;
  readonly triggerEvent: string;
  readonly sample: SampleId;
}

/** The result of one act, for a toast. */
export type News =
  | {
      readonly kind: 'switched';
      readonly enabled: boolean;
      /** Those that the act changed, and that undoing it changes back. */
      readonly ids: readonly string[];
      /** The name, where there was only one. */
      readonly name: string | null;
      readonly failure: AppError | null;
      readonly isUndo: boolean;
    }
  | { readonly kind: 'duplicated'; readonly id: string; readonly name: string }
  | { readonly kind: 'deleted'; readonly name: string }
  /** Saved, with deliveries pending that would be sent otherwise if they were accepted now. */
  | { readonly kind: 'outdated'; readonly id: string; readonly count: number }
  | { readonly kind: 'retargeted'; readonly count: number }
  | { readonly kind: 'copied-rows'; readonly count: number; readonly selected: number }
  | { readonly kind: 'copied' }
  | { readonly kind: 'not-copied' }
  | { readonly kind: 'sent'; readonly deliveryId: string }
  | { readonly kind: 'receiver-stopped'; readonly wish: SendWish }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface IntegrationActs {
  /** Not shown yet; null: nothing is new. */
  readonly news: News | null;
  /** What was told last, for as long as it may be taken back. */
  readonly lastNews: News | null;
  /** How many rows the act under way has still to switch; 0: none is under way. */
  readonly remaining: number;
  /** Integrations that are to be disabled while deliveries of theirs are pending: a person is asked first. null: none are. */
  readonly holding: { readonly ids: readonly string[]; readonly pending: number } | null;
  /** Disables them after all, or leaves them. */
  holdAnswered(isWanted: boolean): void;
  pendingCounted(id: string): Promise<number>;
  /** An integration was saved: tells of pending deliveries that still go as it was before. */
  savedLookedAt(id: string): void;
  retargetAsked(id: string): void;
  /** One row after the other. Rows that stand so already are passed over. */
  switchAsked(ids: readonly string[], enabled: boolean): void;
  /** Takes back what the news tells. */
  undoAsked(news: News | null): void;
  duplicateAsked(id: string): void;
  deleteAsked(row: Named): void;
  /** Sends the sample, occurring now, to the receiver. Starts nothing by itself. */
  sendAsked(wish: SendWish): void;
  startAndSendAsked(wish: SendWish): void;
  /** Rows of the question without those in `except`, as far as one page holds them. */
  rowsAsked(question: ListQuestion, except: ReadonlySet<string>): Promise<readonly IntegrationRecord[]>;
  /** In this order; those that are gone are left out. */
  rowsOfAsked(ids: readonly string[]): Promise<readonly IntegrationRecord[]>;
  newsTold(news: News): void;
  newsRead(): void;
}

/** What one act may change: more is a bulk edit's business. */
export const actLimit = 500;

export interface ActsPorts {
  /** The engine has answered with a newer state of an integration. */
  rowAnswered(row: IntegrationRecord): void;
}

export const createIntegrationActs =
  ({ rowAnswered }: ActsPorts): CreateSlice<IntegrationActs> =>
  ({ client, read, write, now }) => {
    const tell = (news: News) => write({ news });
    const fail = (error: AppError) => tell({ kind: 'failed', error });

    const switchRows = async (ids: readonly string[], enabled: boolean, isUndo: boolean) => {
      if (read().remaining > 0) return;
      write({ remaining: ids.length });
      const known = await readRows(client, ids);
      const switched: IntegrationRecord[] = [];
      let failure: AppError | null = null;
      for (const row of known) {
        write({ remaining: read().remaining - 1 });
        if (row.enabled === enabled) continue;
        const answer = await client.integrations.setEnabled({ id: row.id, enabled });
        if (answer.ok) {
          switched.push(answer.value);
          rowAnswered(answer.value);
        } else failure = answer.error;
      }
      const name = switched.length === 1 ? (switched[0]?.name ?? null) : null;
      write({
        remaining: 0,
        news: { kind: 'switched', enabled, ids: switched.map(({ id }) => id), name, failure, isUndo },
      });
    };

    const disable = async (ids: readonly string[]) => {
      const pending = await countPending(client, ids);
      if (pending === 0) await switchRows(ids, false, false);
      else write({ holding: { ids, pending } });
    };

    const send = async (wish: SendWish) => {
      const sample = findSample(wish.triggerEvent, wish.sample);
      if (sample === null) return;
      const answer = await client.dispatch.send({
        integration: { id: wish.id },
        event: { event: { ...sample.event, occurredAt: new Date(now()).toISOString() } },
        to: { receiver: true },
      });
      if (answer.ok) tell({ kind: 'sent', deliveryId: answer.value.deliveryId });
      else if (needsReceiver(answer.error)) tell({ kind: 'receiver-stopped', wish });
      else fail(answer.error);
    };

    const startAndSend = async (wish: SendWish) => {
      const started = await client.bench.start({});
      if (started.ok || started.error.code === 'RECEIVER_RUNNING') await send(wish);
      else fail(started.error);
    };

    const remove = async ({ id, name }: Named) => {
      const answer = await client.integrations.delete({ id });
      if (answer.ok) tell({ kind: 'deleted', name });
      else fail(answer.error);
    };

    return {
      news: null,
      lastNews: null,
      remaining: 0,
      holding: null,
      switchAsked: (ids, enabled) => void (enabled ? switchRows(ids, true, false) : disable(ids)),
      holdAnswered: (isWanted) => {
        const { holding } = read();
        write({ holding: null });
        if (isWanted && holding !== null) void switchRows(holding.ids, false, false);
      },
      pendingCounted: (id) => countPending(client, [id]),
      savedLookedAt: (id) => {
        void client.dispatch.pendingOf({ integrationId: id }).then((answer) => {
          if (answer.ok && answer.value.outdated > 0) tell({ kind: 'outdated', id, count: answer.value.outdated });
        });
      },
      retargetAsked: (id) => {
        void client.dispatch.retarget({ integrationId: id }).then((answer) => {
          if (answer.ok) tell({ kind: 'retargeted', count: answer.value.retargeted });
          else fail(answer.error);
        });
      },
      undoAsked: (news) => {
        write({ lastNews: null });
        if (news?.kind === 'switched' && !news.isUndo) void switchRows(news.ids, !news.enabled, true);
        if (news?.kind === 'duplicated') void remove(news);
      },
      duplicateAsked: (id) => {
        void client.integrations.duplicate({ id }).then((answer) => {
          if (answer.ok) tell({ kind: 'duplicated', id: answer.value.record.id, name: answer.value.record.name });
          else fail(answer.error);
        });
      },
      deleteAsked: (row) => void remove(row),
      sendAsked: (wish) => void send(wish),
      startAndSendAsked: (wish) => void startAndSend(wish),
      rowsAsked: async ({ tenantSet, query, sort }, except) => {
        const page = { tenantSet, query, limit: actLimit };
        const answer = await client.integrations.list({ ...page, ...(sort !== null && { sort }) });
        if (answer.ok) return answer.value.items.filter(({ id }) => !except.has(id));
        fail(answer.error);
        return [];
      },
      rowsOfAsked: (ids) => readRows(client, ids),
      newsTold: tell,
      newsRead: () => write({ lastNews: read().news, news: null }),
    };
  };

async function readRows(client: Client, ids: readonly string[]): Promise<readonly IntegrationRecord[]> {
  const answers = await Promise.all(ids.map((id) => client.integrations.get({ id })));
  return answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
}

function needsReceiver({ code }: AppError): boolean {
  return code === 'RECEIVER_NOT_RUNNING' || code === 'SANDBOX_NEEDS_RECEIVER';
}

/** Whether the news can be taken back. */
export function canUndo(news: News | null): boolean {
  return news?.kind === 'duplicated' || (news?.kind === 'switched' && !news.isUndo && news.ids.length > 0);
}
