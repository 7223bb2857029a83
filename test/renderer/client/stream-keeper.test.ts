import { expect, test } from 'vitest';
import { StreamKeeper } from '../../../renderer/client/stream-keeper.ts';
import { createHandClock } from './hand-clock.ts';

interface Begun {
  readonly input: unknown;
  emit(event: unknown): void;
  isEnded: boolean;
}

function start() {
  const clock = createHandClock();
  const begun: Begun[] = [];
  let restarts = 0;
  const keeper = new StreamKeeper({
    subscribe: (_channel, input, emit) => {
      const one: Begun = { input, emit, isEnded: false };
      begun.push(one);
      return () => {
        one.isEnded = true;
      };
    },
    after: clock.after,
    onRestarted: () => {
      restarts += 1;
    },
  });
  const events: unknown[] = [];
  return { clock, begun, keeper, events, onEvent: (event: unknown) => events.push(event), restarts: () => restarts };
}

const lost = { type: 'failed', error: { code: 'CONNECTION_LOST', message: '' } };

test('streams wait for the connection and begin anew with every one, without a word to their listener', () => {
  const { keeper, begun, events, onEvent } = start();
  keeper.subscribe('bench.watch', {}, onEvent);
  expect(begun).toEqual([]);
  keeper.resume();
  begun[0]?.emit({ seq: 1 });
  keeper.suspend();
  begun[0]?.emit({ seq: 2 });
  keeper.resume();
  begun[1]?.emit({ seq: 3 });
  expect(begun.map(({ input }) => input)).toEqual([{}, {}]);
  expect(events).toEqual([{ seq: 1 }, { seq: 3 }]);
});

test('a stream that was asked to go on after a number goes on after the last one seen', () => {
  const { keeper, begun, onEvent } = start();
  keeper.subscribe('bench.watch', { afterSeq: 3 }, onEvent);
  keeper.resume();
  keeper.suspend();
  keeper.resume();
  begun[1]?.emit({ type: 'status' });
  begun[1]?.emit({ type: 'capture', seq: 7 });
  keeper.suspend();
  keeper.resume();
  expect(begun.map(({ input }) => input)).toEqual([{ afterSeq: 3 }, { afterSeq: 3 }, { afterSeq: 7 }]);
});

test('streams that lose the owner of the folder begin anew together, once', () => {
  const { keeper, begun, clock, events, onEvent, restarts } = start();
  keeper.resume();
  keeper.subscribe('settings.watch', {}, onEvent);
  keeper.subscribe('vault.watch', {}, onEvent);
  for (const stream of begun) stream.emit(lost);
  expect(clock.delays()).toHaveLength(1);
  clock.pass(1_000);
  expect(begun).toHaveLength(4);
  expect(events).toEqual([]);
  expect(restarts()).toBe(1);
});

test('a stream that fails for another reason tells its listener and is over', () => {
  const { keeper, begun, events, onEvent } = start();
  keeper.resume();
  keeper.subscribe('dispatch.watch', {}, onEvent);
  const failed = { type: 'failed', error: { code: 'INTERNAL', message: 'Incident 1' } };
  begun[0]?.emit(failed);
  keeper.suspend();
  keeper.resume();
  expect(events).toEqual([failed]);
  expect(begun).toHaveLength(1);
});

test('an ended stream is ended at its source, says nothing more and does not begin again', () => {
  const { keeper, begun, clock, events, onEvent } = start();
  keeper.resume();
  const end = keeper.subscribe('bench.watch', {}, onEvent);
  end();
  begun[0]?.emit({ seq: 1 });
  expect(begun[0]?.isEnded).toBe(true);
  const endLost = keeper.subscribe('bench.watch', {}, onEvent);
  begun[1]?.emit(lost);
  endLost();
  clock.pass(1_000);
  expect(begun).toHaveLength(2);
  expect(events).toEqual([]);
});

test('a stream that breaks while it begins is begun again and its first try ended', () => {
  const ended: number[] = [];
  const clock = createHandClock();
  let tries = 0;
  const keeper = new StreamKeeper({
    subscribe: (_channel, _input, emit) => {
      tries += 1;
      const own = tries;
      if (own === 1) emit(lost);
      return () => ended.push(own);
    },
    after: clock.after,
    onRestarted: () => {},
  });
  keeper.resume();
  const end = keeper.subscribe('bench.watch', {}, () => {});
  expect(ended).toEqual([1]);
  clock.pass(1_000);
  end();
  expect(ended).toEqual([1, 2]);
});
