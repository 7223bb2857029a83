import { describe, expect, it } from 'vitest';
import {
  chooseView,
  chooseWindow,
  readWindow,
  splitView,
  writeWindow,
} from '../../../../renderer/features/dispatch/log-query.ts';

const zone = 'Australia/Sydney';
const nowMs = Date.parse('2026-11-23T00:00:00.000Z');

describe('the view in a query', () => {
  it('is known by its terms wherever they stand, and the rest is what all views are counted in', () => {
    const rest = 'account:"Acme*" since:-24h';
    expect(splitView(rest)).toEqual({ view: 'all', rest });
    expect(splitView(`result:* ${rest} -result:delivered`)).toEqual({ view: 'failed', rest });
    expect(splitView(`${rest} outcome:dead`)).toEqual({ view: 'dead', rest });
  });

  it('is none of them when only a part of it, or two at once, are there', () => {
    expect(splitView('-result:delivered').view).toBeNull();
    expect(splitView('outcome:dead replay:*').view).toBeNull();
  });

  it('takes the place of another one and leaves the rest as it was typed', () => {
    expect(chooseView('outcome:dead account:"Acme*" hook', 'failed')).toBe(
      'account:"Acme*" hook result:* -result:delivered',
    );
    expect(chooseView('account:"Acme*" replay:*', 'all')).toBe('account:"Acme*"');
  });

  it('takes the place of a query with alternatives, which has no parts to keep', () => {
    expect(chooseView('outcome:dead OR hook', 'replays')).toBe('replay:*');
    expect(splitView('outcome:dead OR hook')).toEqual({ view: 'all', rest: 'outcome:dead OR hook' });
  });
});

describe('the window of time in a query', () => {
  it('is read with the time that relative ones are counted from', () => {
    expect(readWindow('hook since:-24h', nowMs, zone)).toMatchObject({
      since: '-24h',
      fromMs: nowMs - 86_400_000,
      untilMs: null,
    });
  });

  it('is open at both ends without such terms', () => {
    expect(readWindow('at:-24h', nowMs, zone)).toEqual({ since: null, until: null, fromMs: null, untilMs: null });
  });

  it('is written in the place of the one before, and read back to the millisecond', () => {
    const query = chooseWindow('since:-24h hook until:now', writeWindow(nowMs - 1_800_000, nowMs));
    expect(query).toBe('hook since:2026-11-22T23:30:00.000Z until:2026-11-22T23:59:59.999Z');
    expect(readWindow(query, 0, zone)).toMatchObject({ fromMs: nowMs - 1_800_000, untilMs: nowMs });
    expect(chooseWindow(query, { since: null, until: null })).toBe('hook');
  });
});
