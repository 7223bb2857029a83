import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { joinFolder, type OwnedEngine } from '../../../electron/engine/owner/join-folder.ts';
import { takeOwnerLock } from '../../../electron/engine/owner/owner-lock.ts';
import type { Clock } from '../../../electron/engine/ports.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchhook-owner-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const random = { bytes: (count: number) => new Uint8Array(count).fill(7), unit: () => 0.5 };
/** A short wait is cut to a turn of the event loop and a long one, a time limit, never ends: nothing depends on how long it takes. */
const clock = {
  now: () => 0,
  after: (delayMs: number, act: () => void) => {
    if (delayMs > 1_000) return () => {};
    const immediate = setImmediate(act);
    return () => clearImmediate(immediate);
  },
};

interface TestEngine extends OwnedEngine {
  readonly name: string;
  isClosed: boolean;
  emit(event: unknown): void;
  letSlowCallsEnd(): void;
}

function createTestEngine(name: string): TestEngine {
  const listeners = new Set<(event: unknown) => void>();
  let end = () => {};
  const slow = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    name,
    isClosed: false,
    transport: {
      call: async (channel, input) => {
        if (channel === 'slow.call') await slow;
        return { ok: true, value: { by: name, channel, input } };
      },
      subscribe: (_channel, _input, onEvent) => {
        listeners.add(onEvent);
        onEvent({ type: 'snapshot', by: name });
        return () => listeners.delete(onEvent);
      },
    },
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    letSlowCallsEnd: () => end(),
    drain: async () => {},
    isIdle: () => true,
    async close() {
      this.isClosed = true;
    },
  };
}

function joinAs(name: string, version = '1.0.0') {
  return joinFolder({ dataFolder: folder, version, clock, random, createEngine: async () => createTestEngine(name) });
}

/** Resolves with the first event that fits; the test's own time limit is the only clock. */
function collect() {
  const events: unknown[] = [];
  const waiting = new Set<() => void>();
  return {
    events,
    onEvent: (event: unknown) => {
      events.push(event);
      for (const wake of waiting) wake();
    },
    until: (count: number) =>
      new Promise<unknown[]>((resolve) => {
        const wake = () => {
          if (events.length < count) return;
          waiting.delete(wake);
          resolve(events);
        };
        waiting.add(wake);
        wake();
      }),
  };
}

describe('a data folder', () => {
  test('is owned by the first, and the second works through it', async () => {
    const first = await joinAs('first');
    const second = await joinAs('second');
    expect([first.role(), second.role()]).toEqual(['owner', 'client']);
    expect(await second.transport.call('box.take', { count: 1 })).toEqual({
      ok: true,
      value: { by: 'first', channel: 'box.take', input: { count: 1 } },
    });
    await second.close();
    await first.close();
  });

  test('streams events to clients, and stops when they end the subscription', async () => {
    const first = await joinAs('first');
    const second = await joinAs('second');
    const received = collect();
    const end = second.transport.subscribe('box.watch', {}, received.onEvent);
    await received.until(1);
    first.engine()?.emit({ seq: 1, text: 'line\nbreak \u2028 and “quotes”' });
    await received.until(2);
    end();
    await second.transport.call('box.take', {});
    first.engine()?.emit({ seq: 2 });
    await second.transport.call('box.take', {});
    expect(received.events).toEqual([
      { type: 'snapshot', by: 'first' },
      { seq: 1, text: 'line\nbreak \u2028 and “quotes”' },
    ]);
    await second.close();
    await first.close();
  });

  test('passes to a client when the owner ends, without a call lost', async () => {
    const first = await joinAs('first');
    const second = await joinAs('second');
    const engine = first.engine();
    const slow = second.transport.call('slow.call', {});
    await second.transport.call('box.take', {});
    const closing = first.close();
    engine?.letSlowCallsEnd();
    expect(await slow).toMatchObject({ value: { by: 'first' } });
    await closing;
    expect(engine?.isClosed).toBe(true);
    expect(await second.transport.call('box.take', {})).toMatchObject({ value: { by: 'second' } });
    expect(second.role()).toBe('owner');
    await second.close();
  });

  test('tells a subscriber when the owner is gone', async () => {
    const first = await joinAs('first');
    const second = await joinAs('second');
    const received = collect();
    second.transport.subscribe('box.watch', {}, received.onEvent);
    await received.until(1);
    await first.close();
    const events = await received.until(2);
    expect(events[1]).toMatchObject({ type: 'failed', error: { code: 'CONNECTION_LOST' } });
    await second.close();
  });

  test('is joined again after a failure: one owner that was out of reach does not spoil the next', async () => {
    const first = await joinAs('first');
    const second = await joinAs('second');
    await first.close();
    const stuck = takeOwnerLock(folder);
    expect(await second.transport.call('box.take', {})).toMatchObject({ error: { code: 'OWNER_UNREACHABLE' } });
    stuck?.release();
    expect(await second.transport.call('box.take', {})).toMatchObject({ value: { by: 'second' } });
    await second.close();
  });

  test('many joining at once make one owner', async () => {
    const joined = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => joinAs(name)));
    expect(joined.filter((one) => one.role() === 'owner')).toHaveLength(1);
    const answers = await Promise.all(joined.map((one) => one.transport.call('box.take', {})));
    expect(new Set(answers.map((answer) => (answer as { value: { by: string } }).value.by)).size).toBe(1);
    for (const one of joined.filter((each) => each.role() === 'client')) await one.close();
    for (const one of joined.filter((each) => each.role() === 'owner')) await one.close();
  });

  test('is left as if nobody had been there: no owner file, no lock', async () => {
    await (await joinAs('first')).close();
    expect(readdirSync(folder).filter((name) => name !== 'owner.lock')).toEqual([]);
    takeOwnerLock(folder)?.release();
  });
});

describe('an owner that ends', () => {
  test('lets the folder go, also when its engine does not close as it should', async () => {
    const engine = createTestEngine('a');
    engine.close = async () => {
      throw new Error('stuck');
    };
    const options = { dataFolder: folder, version: '1.0.0', clock, random };
    const first = await joinFolder({ ...options, createEngine: async () => engine });
    await expect(first.close()).rejects.toThrow('stuck');
    const next = await joinAs('next');
    expect(next.role()).toBe('owner');
    await next.close();
  });

  test('ends, also when its file cannot be taken away', async () => {
    const first = await joinAs('first');
    const engine = first.engine();
    rmSync(join(folder, 'owner.json'));
    mkdirSync(join(folder, 'owner.json'));
    await first.close();
    expect(engine?.isClosed).toBe(true);
    const lock = takeOwnerLock(folder);
    expect(lock).not.toBeNull();
    lock?.release();
  });
});

describe('joining', () => {
  test('goes on over what a killed owner left behind', async () => {
    writeFileSync(
      join(folder, 'owner.json'),
      JSON.stringify({ socket: join(folder, 'owner.sock'), token: 'x', version: '1.0.0', pid: 1 }),
    );
    writeFileSync(join(folder, 'owner.sock'), '');
    const joined = await joinAs('next');
    expect(joined.role()).toBe('owner');
    await joined.close();
  });

  test('gives up with words when the owner does not answer', async () => {
    const lock = takeOwnerLock(folder);
    await expect(joinAs('second')).rejects.toMatchObject({ error: { code: 'OWNER_UNREACHABLE' } });
    lock?.release();
  });

  test('gives up with words when the owner takes the connection and never says a word', async () => {
    const lock = takeOwnerLock(folder);
    const server = createServer();
    const socket = join(folder, 'stopped.sock');
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    writeFileSync(join(folder, 'owner.json'), JSON.stringify({ socket, token: 'x', version: '1.0.0', pid: 1 }));
    const { promise: timeIsUp, resolve } = Promise.withResolvers<() => void>();
    const waiting: Clock = {
      ...clock,
      after: (_delayMs, act) => {
        resolve(act);
        return () => {};
      },
    };
    const options = { dataFolder: folder, version: '1.0.0', clock: waiting, random };
    const joining = joinFolder({ ...options, createEngine: async () => createTestEngine('second') });
    (await timeIsUp)();
    await expect(joining).rejects.toMatchObject({ error: { code: 'OWNER_UNREACHABLE' } });
    server.close();
    lock?.release();
  });

  test('refuses to work through an owner of another version', async () => {
    const first = await joinAs('first', '1.0.0');
    await expect(joinAs('second', '2.0.0')).rejects.toMatchObject({ error: { code: 'OWNER_DIFFERS' } });
    await first.close();
  });

  test('an engine that cannot start leaves the folder free', async () => {
    const failing = joinFolder<TestEngine>({
      dataFolder: folder,
      version: '1.0.0',
      clock,
      random,
      createEngine: async () => {
        throw new Failure({ code: 'STORAGE_FULL', message: 'full' });
      },
    });
    await expect(failing).rejects.toMatchObject({ error: { code: 'STORAGE_FULL' } });
    const next = await joinAs('next');
    expect(next.role()).toBe('owner');
    await next.close();
  });

  test('a socket that cannot be told to others is closed again', async () => {
    mkdirSync(join(folder, 'owner.json.new'));
    const engine = createTestEngine('a');
    const joining = joinFolder({ dataFolder: folder, version: '1', clock, random, createEngine: async () => engine });
    await expect(joining).rejects.toThrow();
    expect(engine.isClosed).toBe(true);
    expect(readdirSync(folder)).not.toContain('owner.sock');
    takeOwnerLock(folder)?.release();
    rmSync(join(folder, 'owner.json.new'), { recursive: true });
    await (await joinAs('next')).close();
  });

  test('works in a folder whose path is longer than a socket may have', async () => {
    const outer = folder;
    folder = join(outer, 'd'.repeat(120));
    mkdirSync(folder);
    const first = await joinAs('first');
    const second = await joinAs('second');
    expect(await second.transport.call('box.take', {})).toMatchObject({ value: { by: 'first' } });
    await second.close();
    await first.close();
    folder = outer;
  });
});

describe('the local socket', () => {
  test.runIf(process.platform !== 'win32')('and its file are for this user only', async () => {
    const first = await joinAs('first');
    expect(statSync(join(folder, 'owner.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'owner.sock')).mode & 0o777).toBe(0o600);
    await first.close();
  });

  test.each([
    ['a wrong token', { kind: 'hello', token: 'guess', version: '1.0.0' }],
    ['a call before the greeting', { kind: 'call', id: 1, channel: 'box.take', input: {} }],
    ['a message of no known kind', { kind: 'shutdown' }],
    ['no JSON', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ])('hangs up on %s without an answer', async (_what, message) => {
    const first = await joinAs('first');
    const { socket: address } = JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'));
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = createConnection(address, () => {
        socket.write(typeof message === 'string' ? message : `${JSON.stringify(message)}\n`);
      });
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
    });
    expect(answer).toBe('');
    await first.close();
  });
});

test('a start that may not write its socket is refused with a reason, and lets the folder go', async (context) => {
  // As a killed owner left it: the lock is there, so that the socket is the first that is written.
  const left = takeOwnerLock(folder);
  writeFileSync(join(folder, 'owner.sock'), '');
  left?.release();
  try {
    execFileSync('mount', ['--bind', folder, folder], { stdio: 'ignore' });
    execFileSync('mount', ['-o', 'remount,ro,bind', folder], { stdio: 'ignore' });
  } catch {
    context.skip('only root may mount a folder read-only, and this user is not');
  }
  const engine = createTestEngine('a');
  const joining = joinFolder({ dataFolder: folder, version: '1', clock, random, createEngine: async () => engine });
  const cause = await joining.catch((refusal: unknown) => refusal);
  execFileSync('umount', ['-l', folder]);
  expect(cause instanceof Failure && cause.error.code).toBe('STORAGE_READ_ONLY');
  const lock = takeOwnerLock(folder);
  expect(lock).not.toBeNull();
  lock?.release();
});
