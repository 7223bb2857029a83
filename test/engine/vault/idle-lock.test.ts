import { describe, expect, it } from 'vitest';
import { IdleLock } from '../../../electron/engine/vault/idle-lock.ts';
import { TestClock } from './vault-fixture.ts';

function start(limitMs: number) {
  const clock = new TestClock();
  let locks = 0;
  const idle = new IdleLock(clock, () => {
    locks += 1;
  });
  idle.setLimit(limitMs);
  return { clock, idle, locks: () => locks };
}

describe('the idle lock', () => {
  it('keeps one timer however often the vault is used', () => {
    const { clock, idle, locks } = start(1000);
    for (let use = 0; use < 100; use += 1) {
      clock.advance(10);
      idle.use();
    }
    expect(clock.timers).toBe(1);
    clock.advance(999);
    expect(locks()).toBe(0);
    clock.advance(1);
    expect(locks()).toBe(1);
    expect(clock.timers).toBe(0);
  });

  it('locks no later than the limit from now when the wall clock is put back', () => {
    const { clock, locks } = start(1000);
    clock.putBack(3_600_000);
    clock.advance(1000);
    expect(locks()).toBe(1);
  });

  it('can be given another limit, or none', () => {
    const { clock, idle, locks } = start(1000);
    idle.setLimit(5000);
    clock.advance(4999);
    expect(locks()).toBe(0);
    idle.setLimit(0);
    clock.advance(100_000);
    expect(locks()).toBe(0);
    expect(clock.timers).toBe(0);
  });
});
