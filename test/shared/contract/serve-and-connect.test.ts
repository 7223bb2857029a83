import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { connect } from '../../../shared/contract/connect.ts';
import { type Contracts, call, stream } from '../../../shared/contract/contract.ts';
import { serve } from '../../../shared/contract/serve.ts';
import { defineErrors } from '../../../shared/kernel/app-error.ts';

const boxErrors = defineErrors({ BOX_EMPTY: () => 'The box is empty. Nothing was taken.' });
const strangeErrors = defineErrors({ NOT_DECLARED: () => 'Nobody declared this.' });

const contracts = {
  box: {
    take: call({
      input: z.strictObject({ count: z.int(), how: z.string().default('gently') }),
      output: z.object({ taken: z.int(), how: z.string() }),
      error: boxErrors.schema,
    }),
    watch: stream({ input: z.strictObject({ from: z.int() }), event: z.object({ seq: z.int() }) }),
  },
} satisfies Contracts;

function open() {
  const incidents: { channel: string; what: string }[] = [];
  const ended: number[] = [];
  const transport = serve(
    contracts,
    {
      box: {
        take: ({ count, how }) => {
          if (count === 0) throw boxErrors.fail('BOX_EMPTY');
          if (count === 1) throw strangeErrors.fail('NOT_DECLARED');
          if (count === 2) throw new Error('a bug');
          return { taken: count, how };
        },
        watch: ({ from }, emit) => {
          if (from < 0) throw new Error('a bug');
          emit({ seq: from });
          return () => ended.push(from);
        },
      },
    },
    {
      onIncident: ({ channel, what }) => {
        incidents.push({ channel, what });
        return `incident-${incidents.length}`;
      },
    },
  );
  return { transport, client: connect(contracts, transport), incidents, ended };
}

describe('a call', () => {
  test('answers its output, with the defaults of its input filled in', async () => {
    const { client } = open();
    expect(await client.box.take({ count: 5 })).toEqual({ ok: true, value: { taken: 5, how: 'gently' } });
  });

  test('answers a declared failure as a value', async () => {
    const { client, incidents } = open();
    const answer = await client.box.take({ count: 0 });
    expect(answer).toEqual({
      ok: false,
      error: { code: 'BOX_EMPTY', message: 'The box is empty. Nothing was taken.' },
    });
    expect(incidents).toEqual([]);
  });

  test.each([
    [1, 'exception'],
    [2, 'exception'],
  ])('answers INTERNAL with an incident for an undeclared failure or a bug (%i)', async (count, what) => {
    const { client, incidents } = open();
    const answer = await client.box.take({ count });
    expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(answer.ok ? '' : answer.error.message).toContain('incident-1');
    expect(incidents).toEqual([{ channel: 'box.take', what }]);
  });

  test.each([[{ count: 'five' }], [{ count: 5, extra: true }], [null], [undefined], ['text']])(
    'refuses the input %o as a programming error',
    async (input) => {
      const { transport, incidents } = open();
      expect(await transport.call('box.take', input)).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
      expect(incidents).toEqual([{ channel: 'box.take', what: 'bad input' }]);
    },
  );

  test.each(['box.put', 'bag.take', 'box', '', 'box.take.more', 'constructor.name', 'box.constructor', '__proto__.x'])(
    'refuses the channel “%s”',
    async (channel) => {
      const { transport, incidents } = open();
      expect(await transport.call(channel, { count: 5 })).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
      expect(incidents).toEqual([{ channel, what: 'unknown channel' }]);
    },
  );

  test('a stream cannot be called, nor a call subscribed to', async () => {
    const { transport } = open();
    expect(await transport.call('box.watch', { from: 1 })).toMatchObject({ ok: false });
    const events: unknown[] = [];
    transport.subscribe('box.take', { count: 5 }, (event) => events.push(event));
    expect(events).toMatchObject([{ type: 'failed', error: { code: 'INTERNAL' } }]);
  });
});

describe('a stream', () => {
  test('sends its events and ends when it is asked to', () => {
    const { client, ended } = open();
    const events: unknown[] = [];
    const end = client.box.watch({ from: 7 }, (event) => events.push(event));
    expect(events).toEqual([{ seq: 7 }]);
    end();
    expect(ended).toEqual([7]);
  });

  test('that cannot begin says why in one last event', () => {
    const { client } = open();
    const events: unknown[] = [];
    client.box.watch({ from: -1 }, (event) => events.push(event))();
    expect(events).toMatchObject([{ type: 'failed', error: { code: 'INTERNAL' } }]);
  });
});

test('an engine that breaks the contract is found at the client', async () => {
  const client = connect(contracts, {
    call: async () => ({ ok: true, value: { taken: 'many' } }),
    subscribe: () => () => {},
  });
  await expect(client.box.take({ count: 5 })).rejects.toThrow();
});
