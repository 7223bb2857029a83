// Mirror of what the detail pane tells beside the integration itself: its last deliveries and its history. Read only while a tab shows
// them, and again when the engine tells of a change.
import type { Delivery } from '../../../../shared/dispatch/delivery.ts';
import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';
import type { JournalLine } from '../../../../shared/journal/line.ts';
import { type Loadable, loading, toLoadable } from '../../../app/feature/loadable.ts';
import type { CreateSlice } from '../../../app/feature/slice.ts';
import { deliveriesQuery } from '../deliveries-query.ts';

/** Newest first; `total` counts those that are not listed, too. */
export interface LastDeliveries {
  readonly total: number | null;
  readonly rows: readonly Delivery[];
}

export interface IntegrationDetail {
  /** The integration that the rest is about; null: none is asked for. */
  readonly about: string | null;
  readonly deliveries: Loadable<LastDeliveries>;
  readonly history: Loadable<readonly JournalLine[]>;
  /** Whatever was read of another integration is dropped. null: nobody looks. */
  detailNeeded(row: Pick<IntegrationRecord, DetailKey> | null): void;
}

type DetailKey = 'id' | 'tenantSet';

const listedDeliveries = 50;

export const createIntegrationDetail: CreateSlice<IntegrationDetail> = ({ client, read, write, whileOpen }) => {
  let wanted: Pick<IntegrationRecord, DetailKey> | null = null;

  const readDeliveries = () => {
    const asked = wanted;
    if (asked === null) return;
    const { tenantSet } = asked;
    const question = { tenantSet, query: deliveriesQuery(asked), limit: listedDeliveries };
    void client.dispatch.deliveries(question).then((answer) => {
      if (asked !== wanted) return;
      const deliveries = toLoadable(answer);
      write({
        deliveries:
          deliveries.status === 'ready'
            ? { status: 'ready', value: { total: deliveries.value.total, rows: deliveries.value.items } }
            : deliveries,
      });
    });
  };
  const readHistory = () => {
    const asked = wanted;
    if (asked === null) return;
    void client.journal.list({ subject: asked.id }).then((answer) => {
      if (asked === wanted) write({ history: toLoadable(answer) });
    });
  };

  // Each stream begins with how things stand, also after a lost connection.
  whileOpen(() => client.integrations.watch({}, readHistory));
  whileOpen(() =>
    client.dispatch.watchLog({}, (event) => {
      if (event.type !== 'changed' || event.isMore) readDeliveries();
      else if (event.deliveries.some(({ integrationId }) => integrationId === wanted?.id)) readDeliveries();
    }),
  );
  return {
    about: null,
    deliveries: loading,
    history: loading,
    detailNeeded: (row) => {
      wanted = row;
      const about = row?.id ?? null;
      if (about !== read().about) write({ about, deliveries: loading, history: loading });
      readDeliveries();
      readHistory();
    },
  };
};
