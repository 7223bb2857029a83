import { describe, expect, it, onTestFinished } from 'vitest';
import { answer, startRawServer } from '../../support/raw-server.ts';
import { acceptCalls, makeRealPlace, openOnHandClock, openTestDispatch, setPolicy, show } from './dispatch-fixture.ts';

const failing = answer('HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n');
const hour = 3_600_000;

async function openFailing() {
  const server = await startRawServer({ behaviour: failing });
  onTestFinished(server.close);
  const on = openOnHandClock();
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl: `${server.origin}/hook` }));
  const [id = ''] = await acceptCalls(on, 1);
  await on.dispatch.drain();
  return { server, on, id };
}

describe('when the clock of the computer', () => {
  it('goes back, a retry comes after the time that was left of its delay', async () => {
    const { server, on, id } = await openFailing();
    await on.clock.move(2_000);
    on.clock.jump(-5 * hour);
    // Noticed when something happens, or within a minute.
    await acceptCalls(on, 1);
    await on.dispatch.drain();
    const before = server.requests().length;
    await on.clock.move(2_900);
    await on.dispatch.drain();
    expect((await show(on, id)).attemptCount).toBe(1);
    await on.clock.move(200);
    await on.dispatch.drain();
    expect((await show(on, id)).attemptCount).toBe(2);
    expect(server.requests().length).toBeGreaterThan(before);
  });

  it('goes back while nothing happens, it is noticed within a minute', async () => {
    const { on, id } = await openFailing();
    on.clock.jump(-5 * hour);
    await on.clock.move(61_000);
    await on.dispatch.drain();
    await on.clock.move(61_000);
    await on.dispatch.drain();
    expect((await show(on, id)).attemptCount).toBeGreaterThanOrEqual(2);
  });

  it('goes back, a lane that keeps its order waits no longer than what was left of the delay', async () => {
    const { server, on, id } = await openFailing();
    await setPolicy(on, { fifo: true });
    // They wait behind one that is due at a time of before.
    await acceptCalls(on, 2);
    await on.dispatch.drain();
    on.clock.jump(-24 * hour);
    await acceptCalls(on, 1);
    await on.dispatch.drain();
    const before = server.requests().length;
    for (let left = 3; left > 0; left -= 1) {
      await on.clock.move(6_000);
      await on.dispatch.drain();
    }
    expect(server.requests().length).toBeGreaterThan(before);
    expect((await show(on, id)).attemptCount).toBeGreaterThanOrEqual(2);
  });

  it('went back while Switchhook was not running, nothing is stuck', async () => {
    const { on, id } = await openFailing();
    await on.dispatch.close();
    on.clock.jump(-30 * 24 * hour);
    const again = openTestDispatch(on.crash());
    await again.dispatch.drain();
    await on.clock.move(6_000);
    expect((await show(again, id)).attemptCount).toBe(2);
  });

  it('went back while Switchhook was not running, what waits in order of accept is not stuck either', async () => {
    const { on, id } = await openFailing();
    await setPolicy(on, { fifo: true });
    await on.dispatch.close();
    on.clock.jump(-30 * 24 * hour);
    const again = openTestDispatch(on.crash());
    await again.dispatch.drain();
    await on.clock.move(6_000);
    expect((await show(again, id)).attemptCount).toBe(2);
  });

  it('went back while Switchhook was not running, a retry comes no sooner for the starts after that', async () => {
    const { on, id } = await openFailing();
    await on.dispatch.close();
    on.clock.jump(-10 * hour);
    const first = openTestDispatch(on.crash());
    await first.dispatch.drain();
    await first.dispatch.close();
    const second = openTestDispatch(first.crash());
    await second.dispatch.drain();
    await on.clock.move(2_000);
    expect((await show(second, id)).attemptCount).toBe(1);
    await on.clock.move(4_000);
    expect((await show(second, id)).attemptCount).toBe(2);
  });

  it('jumps forward right after a failure, as after a suspend, the next attempt waits for a second all the same', async () => {
    const { on, id } = await openFailing();
    on.clock.jump(2 * hour);
    on.dispatch.wake();
    await on.dispatch.drain();
    expect((await show(on, id)).attemptCount).toBe(1);
    await on.clock.move(1_000);
    await on.dispatch.drain();
    expect((await show(on, id)).attemptCount).toBe(2);
  });

  it('jumps forward right after many failures of one lane, none of them is looked for again and again', async () => {
    const { server, on } = await openFailing();
    await setPolicy(on, { breaker: false });
    await acceptCalls(on, 100);
    await on.dispatch.drain();
    on.clock.jump(2 * hour);
    on.dispatch.wake();
    await on.dispatch.drain();
    expect(server.requests()).toHaveLength(101);
    await on.clock.move(1_000);
    await on.dispatch.drain();
    expect(server.requests()).toHaveLength(202);
  });

  it('jumps forward, everything that came due meanwhile is sent', async () => {
    const { on, id } = await openFailing();
    await on.clock.move(1_500);
    on.clock.jump(2 * hour);
    on.dispatch.wake();
    await on.dispatch.drain();
    expect((await show(on, id)).attemptCount).toBe(2);
  });
});
