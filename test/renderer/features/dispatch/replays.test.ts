import { describe, expect, it } from 'vitest';
import { isArmed } from '../../../../renderer/features/dispatch/arming.tsx';
import { compareAttempts } from '../../../../renderer/features/dispatch/compare-attempts.ts';
import { matchReplayers } from '../../../../renderer/features/dispatch/keep-opened.ts';
import { readPace } from '../../../../renderer/features/dispatch/read-pace.ts';
import { isPlaceWhole, writeTarget } from '../../../../renderer/features/dispatch/replay-wish.ts';
import { selectMatching } from '../../../../renderer/features/dispatch/selectors.ts';
import type { DeliveryDetail } from '../../../../shared/dispatch/delivery.ts';
import type { JournalLine } from '../../../../shared/journal/line.ts';
import { anAttempt } from './a-delivery.ts';

const line = (act: JournalLine['act'], actor: string): JournalLine => ({
  ...{ seq: 1, at: '2026-11-22T23:44:30.000Z', act, actor, subject: 'dlv_1', detail: {} },
});
const attempts = [
  anAttempt({ number: 1 }),
  anAttempt({ number: 2, kind: 'replay' }),
  anAttempt({ number: 3, kind: 'retry' }),
  anAttempt({ number: 4, kind: 'replay' }),
];

describe('who asked for a replay', () => {
  const lines = [
    line('delivery-replayed', 'jo.marsh'),
    line('attempt-ended', 'x'),
    line('delivery-replayed', 'sam.lee'),
  ];

  it('is told at its attempt, the newest line with the newest replay', () => {
    const replayers = matchReplayers({ attempts, outcome: 'dead' }, lines);
    expect([...replayers]).toEqual([
      [4, 'jo.marsh'],
      [2, 'sam.lee'],
    ]);
  });

  it('is not told of a replay that is still under way', () => {
    const asked = [line('delivery-replayed', 'robin'), ...lines];
    expect(matchReplayers({ attempts, outcome: 'pending' }, asked).get(4)).toBe('jo.marsh');
  });
});

describe('two attempts side by side', () => {
  it('differ in what was added to the request and in what came back', () => {
    const request = { method: 'POST', url: 'https://crm.example.com/hook', headers: [], body: '{"a":1}' };
    const [one, two] = [1, 2].map((number) =>
      anAttempt({ number, sentHeaders: [['Switchhook-Attempt', String(number)]], response: answerOf(number) }),
    );
    if (one === undefined || two === undefined) throw new Error('no attempts');
    const lines = compareAttempts({ request } as unknown as DeliveryDetail, one, two);
    const changed = lines.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind} ${text}`);
    expect(changed).toEqual([
      ...['removed Switchhook-Attempt: 1', 'added Switchhook-Attempt: 2'],
      ...['removed HTTP/1.1 502 Bad Gateway', 'added HTTP/1.1 200 OK'],
    ]);
  });

  const answerOf = (number: number) => ({
    ...{ status: number === 1 ? 502 : 200, headers: [], bodyBase64: '', isCut: false },
  });
});

describe('what is replayed', () => {
  it('is the query, or the query without the rows that were taken out of it', () => {
    const question = { tenantSet: 'sandbox', query: 'outcome:dead OR hook' };
    expect(selectMatching(question, new Set())).toEqual(question);
    expect(selectMatching(question, new Set(['dlv_1', 'dlv_2']))).toEqual({
      tenantSet: 'sandbox',
      query: '(outcome:dead OR hook) -id:dlv_1 -id:dlv_2',
    });
    expect(selectMatching({ ...question, query: ' ' }, new Set(['dlv_1']))).toMatchObject({ query: '-id:dlv_1' });
  });

  it('goes to the place that was chosen', () => {
    expect(writeTarget({ target: 'same', url: 'https://left.example.com' })).toEqual({});
    expect(writeTarget({ target: 'receiver', url: '' })).toEqual({ to: { receiver: true } });
    expect(writeTarget({ target: 'url', url: ' https://test.example.net/in ' })).toEqual({
      to: { url: 'https://test.example.net/in' },
    });
    expect(isPlaceWhole({ target: 'url', url: 'https://' })).toBe(false);
    expect(isPlaceWhole({ target: 'url', url: 'http://127.0.0.1:8787' })).toBe(true);
  });
});

describe('how fast a replay goes', () => {
  it('is read as typed, or said to be wrong where it is', () => {
    expect(readPace({ rate: '0.5', stopAfter: '0' }).value).toEqual({ ratePerSecond: 0.5, stopAfter: 0 });
    expect(readPace({ rate: '0', stopAfter: '5' })).toMatchObject({ value: null, stopProblem: null });
    expect(readPace({ rate: '10', stopAfter: '-1' })).toMatchObject({ value: null, rateProblem: null });
    expect(readPace({ rate: '1001', stopAfter: '5' }).value).toBeNull();
  });
});

describe('arming', () => {
  it('takes the count only, with separators or without', () => {
    expect(isArmed('1,180', 1_180)).toBe(true);
    expect(isArmed(' 1180 ', 1_180)).toBe(true);
    expect(isArmed('118', 1_180)).toBe(false);
    expect(isArmed('', 0)).toBe(false);
  });
});
