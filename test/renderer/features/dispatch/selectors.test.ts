import { describe, expect, it } from 'vitest';
import { mergeRecent } from '../../../../renderer/features/dispatch/keep-log.ts';
import { listAdded } from '../../../../renderer/features/dispatch/list-added.ts';
import { findActiveIndex, isForReceiver } from '../../../../renderer/features/dispatch/selectors.ts';
import { aDelivery } from './a-delivery.ts';

const rows = ['a', 'b', 'c'].map((id) => aDelivery({ id: `dlv_${id}` }));
const source = { matching: rows.length, rowAt: (index: number) => rows[index] };

describe('the active row', () => {
  it('stays the same delivery when new ones push it down', () => {
    expect(findActiveIndex({ ...source, activeIndex: 0, activeId: 'dlv_b' as string })).toBe(1);
  });

  it('stays where it is while its row has not arrived', () => {
    expect(findActiveIndex({ matching: 500, rowAt: () => undefined, activeIndex: 400, activeId: 'dlv_x' })).toBe(400);
    expect(findActiveIndex({ ...source, activeIndex: 2, activeId: null })).toBe(2);
  });

  it('is none when its delivery is not listed, or when there is none', () => {
    expect(findActiveIndex({ ...source, activeIndex: 1, activeId: 'dlv_gone' })).toBe(-1);
    expect(findActiveIndex({ ...source, activeIndex: -1, activeId: null })).toBe(-1);
    expect(findActiveIndex({ ...source, matching: 0, activeIndex: 1, activeId: 'dlv_b' })).toBe(-1);
  });
});

describe('what goes to the receiver', () => {
  it('is only what was sent there in place of the own URL', () => {
    const url = 'http://127.0.0.1:8787/in/Zx81/hook';
    expect(isForReceiver({ url, originalUrl: 'https://crm.example.com/hook' })).toBe(true);
    expect(isForReceiver({ url, originalUrl: null })).toBe(false);
    const elsewhere = { url: 'https://test.example.net/in/a', originalUrl: 'https://crm.example.com/in/a' };
    expect(isForReceiver(elsewhere)).toBe(false);
  });
});

describe('the headers that were added', () => {
  it('are those sent and not built, and a repeated one as often as it was added', () => {
    const sent: [string, string][] = [
      ['host', 'crm.example.com'],
      ['X-Tenant', 'acme'],
      ['x-tenant', 'acme'],
    ];
    expect(listAdded(sent, [['X-Tenant', 'acme']])).toEqual([
      ['host', 'crm.example.com'],
      ['x-tenant', 'acme'],
    ]);
  });
});

describe('the newest deliveries', () => {
  it('take the newer state of known ones and put new ones on top', () => {
    const old = aDelivery({ id: 'dlv_a', outcome: 'pending', acceptedAt: '2026-11-22T23:00:00.000Z' });
    const changed = { ...old, outcome: 'delivered' as const };
    const fresh = aDelivery({ id: 'dlv_b', acceptedAt: '2026-11-22T23:00:01.000Z' });
    expect(mergeRecent([old], [changed, fresh])).toEqual([fresh, changed]);
  });

  it('are never more than fifty', () => {
    const many = Array.from({ length: 80 }, (_, index) => aDelivery({ id: `dlv_${index}` }));
    expect(mergeRecent([], many)).toHaveLength(50);
  });
});
