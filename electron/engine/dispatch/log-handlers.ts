// The reading half of the contract, and what is done to dead letters.
import type { HandlersOf } from '../../../shared/contract/serve.ts';
import type { dispatchContract } from '../../../shared/dispatch/contract.ts';
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import { readHistogram, readTotals } from './count-log.ts';
import { DeadLetters } from './dead-letters.ts';
import { findDelivery, readDetail } from './delivery-rows.ts';
import type { DispatchCore } from './dispatch-core.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import { countDeliveries, listDeliveries } from './list-deliveries.ts';
import { listEndpoints } from './list-endpoints.ts';
import { readActivity } from './read-counts.ts';

type Handlers = HandlersOf<{ dispatch: typeof dispatchContract }>['dispatch'];

type LogHandlers = Pick<
  Handlers,
  | 'deliveries'
  | 'count'
  | 'totals'
  | 'histogram'
  | 'activity'
  | 'delivery'
  | 'details'
  | 'endpoints'
  | 'requeue'
  | 'discard'
  | 'restore'
>;

export function buildLogHandlers(core: DispatchCore, ports: DispatchPorts): LogHandlers {
  const { database, clock } = ports;
  const deadLetters = new DeadLetters({ ports, core });
  const waitOf: DispatchCore['waitOf'] = (row) => core.waitOf(row);
  const findDetail = (id: string): DeliveryDetail | null => {
    const row = findDelivery(database, id);
    return row === undefined ? null : readDetail(database, row, { nowMs: clock.now(), waitOf });
  };
  return {
    deliveries: (input) => listDeliveries(input, ports, waitOf),
    count: async (question) => ({ total: await countDeliveries(question, ports) }),
    totals: (question) => readTotals(question, ports),
    histogram: (question) => readHistogram(question, ports),
    activity: ({ integrationIds }) => readActivity(database, integrationIds, clock.now()),
    delivery: ({ id }) => {
      const detail = findDetail(id);
      if (detail === null) throw dispatchErrors.fail('DELIVERY_UNKNOWN', { id });
      return detail;
    },
    details: ({ ids }) => ids.flatMap((id) => findDetail(id) ?? []),
    endpoints: (input) => listEndpoints(input, { ports, core, listOwn: (set) => core.policies.listOwn(set) }),
    requeue: async (selection) => ({ ids: await deadLetters.requeue(selection) }),
    discard: async (selection) => ({ ids: await deadLetters.discard(selection) }),
    restore: async ({ ids }) => ({ ids: await deadLetters.restore(ids) }),
  };
}
