// The test bench's slices: the mirror of the receiver with its captures, newest first, and the user's view of them.
// Nothing is read before the screen is opened for the first time; from then on captures come as a stream.
import type { Answer, Capture, ReceiverStatus } from '../../../shared/bench/capture.ts';
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { type Loadable, loading, toLoadable } from '../../app/feature/loadable.ts';
import type { CreateSlice } from '../../app/feature/slice.ts';

/** Mirror. */
export interface BenchSlice {
  readonly receiver: Loadable<ReceiverStatus>;
  /** Those that are here, newest first. Older ones come as one scrolls. */
  readonly captures: readonly Capture[];
  /** Why the receiver did not start the last time it was asked to; null once it runs. */
  readonly startFailure: AppError | null;
  /** By id, of those integrations that captures came through. One that is gone has none. */
  readonly integrationNames: ReadonlyMap<string, string>;
  /** What the open capture's delivery was to send; null: none is asked for. */
  readonly sent: Loadable<DeliveryDetail> | null;
  benchOpened(): void;
  /** Undefined: the port of the settings. */
  startAsked(port: number | undefined): void;
  stopAsked(): void;
  answersChosen(answers: readonly Answer[]): void;
  olderCapturesNeeded(): void;
  deliveryNeeded(id: string | null): void;
}

/** View. */
export interface BenchView {
  /** The capture in the detail pane; null: the one the address names. */
  readonly openedId: string | null;
  captureActivated(id: string | null): void;
}

export interface BenchState {
  readonly bench: BenchSlice;
  readonly benchView: BenchView;
}

const pageSize = 100;

export const createBenchSlice: CreateSlice<BenchSlice> = ({ client, read, write, whileOpen }) => {
  let endWatch: (() => void) | null = null;
  let isReadingOlder = false;
  let wantedDelivery: string | null = null;
  whileOpen(() => () => endWatch?.());

  const watch = (afterSeq: number) =>
    client.bench.watch({ afterSeq }, (event) => {
      if (event.type === 'failed') write({ receiver: { status: 'failed', error: event.error } });
      else if (event.type === 'status') write({ receiver: { status: 'ready', value: event.status } });
      else addNewest(event.capture);
    });
  const addNewest = (capture: Capture) => {
    const { captures, receiver } = read();
    // A stream that begins anew may tell again what is here.
    if (capture.seq <= (captures[0]?.seq ?? 0)) return;
    write({ captures: [capture, ...captures] });
    if (receiver.status === 'ready') {
      const { value } = receiver;
      write({ receiver: { status: 'ready', value: { ...value, captureCount: value.captureCount + 1 } } });
    }
    nameIntegrations([capture]);
  };
  const askedNames = new Set<string>();
  const nameIntegrations = (captures: readonly Capture[]) => {
    for (const id of captures.map(({ integration }) => integration)) {
      if (id === null || askedNames.has(id)) continue;
      askedNames.add(id);
      void client.integrations.get({ id }).then((answer) => {
        if (answer.ok) write({ integrationNames: new Map([...read().integrationNames, [id, answer.value.name]]) });
      });
    }
  };
  const addOlder = (captures: readonly Capture[]) => {
    write({ captures: [...read().captures, ...captures] });
    nameIntegrations(captures);
  };

  return {
    receiver: loading,
    captures: [],
    startFailure: null,
    integrationNames: new Map(),
    sent: null,
    benchOpened: () => {
      if (endWatch !== null) return;
      endWatch = () => {};
      void client.bench.captures({ limit: pageSize }).then((answer) => {
        if (answer.ok) addOlder(answer.value);
        endWatch = watch(read().captures[0]?.seq ?? 0);
      });
    },
    startAsked: (port) => {
      void client.bench.start(port === undefined ? {} : { port }).then((answer) => {
        write({ startFailure: answer.ok ? null : answer.error });
      });
    },
    // The new status comes as an event, here and in every other window.
    stopAsked: () => void client.bench.stop({}),
    answersChosen: (answers) => void client.bench.setAnswers({ answers: [...answers] }),
    olderCapturesNeeded: () => {
      const oldest = read().captures.at(-1);
      if (oldest === undefined || isReadingOlder) return;
      isReadingOlder = true;
      void client.bench.captures({ beforeSeq: oldest.seq, limit: pageSize }).then((answer) => {
        isReadingOlder = false;
        if (answer.ok) addOlder(answer.value);
      });
    },
    deliveryNeeded: (id) => {
      wantedDelivery = id;
      write({ sent: id === null ? null : loading });
      if (id === null) return;
      void client.dispatch.delivery({ id }).then((answer) => {
        if (wantedDelivery === id) write({ sent: toLoadable(answer) });
      });
    },
  };
};

export const createBenchView: CreateSlice<BenchView> = ({ write }) => ({
  openedId: null,
  captureActivated: (openedId) => write({ openedId }),
});
