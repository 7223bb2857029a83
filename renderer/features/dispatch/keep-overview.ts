// What stands over the rows of the log: counts of the views, and the histogram. Read again while the log moves, though not more often
// than a person looks, and never two at a time.
import { defaultTimeZone } from '../../../shared/request/event.ts';
import type { ListQuestion } from '../../app/feature/list.ts';
import type { SliceTools } from '../../app/feature/slice.ts';
import { frameBars } from './histogram-frame.ts';
import { readWindow, splitView } from './log-query.ts';
import type { DispatchSlice } from './store.ts';

const restMs = 1_000;

export function keepOverview({ client, read, write, now }: SliceTools<DispatchSlice>) {
  let asked: ListQuestion | null = null;
  let isReading = false;
  let isWanted = false;

  const readTotals = async ({ tenantSet, query }: ListQuestion, isStillAsked: () => boolean) => {
    const answer = await client.dispatch.totals({ tenantSet, query: splitView(query).rest });
    if (answer.ok && isStillAsked()) write({ totals: answer.value });
  };
  const findBegin = async ({ tenantSet, query }: ListQuestion): Promise<number | null> => {
    const oldest = await client.dispatch.deliveries({ tenantSet, query, sort: 'acceptedAt', limit: 1 });
    const at = oldest.ok ? oldest.value.items[0]?.acceptedAt : undefined;
    return at === undefined ? null : Date.parse(at);
  };
  const readHistogram = async (question: ListQuestion, isStillAsked: () => boolean) => {
    const { tenantSet, query } = question;
    const nowMs = now();
    const window = readWindow(query, nowMs, defaultTimeZone);
    const untilMs = window.untilMs ?? nowMs;
    // Where nothing is, the axis stands all the same: the rows under it do not move while a query finds some and finds none.
    const fromMs = window.fromMs ?? (await findBegin(question)) ?? untilMs;
    const frame = frameBars(fromMs, Math.max(untilMs, fromMs + 1), defaultTimeZone);
    const [from, until] = [new Date(frame.fromMs).toISOString(), new Date(frame.untilMs).toISOString()];
    const bars = Math.round((frame.untilMs - frame.fromMs) / frame.barMs);
    const answer = await client.dispatch.histogram({ tenantSet, query, from, until, bars });
    if (answer.ok && isStillAsked()) write({ histogram: { ...frame, bars: answer.value } });
  };
  const readNow = async (): Promise<void> => {
    const question = asked;
    if (question === null) return;
    isReading = true;
    isWanted = false;
    const isStillAsked = () => asked === question;
    await Promise.all([readTotals(question, isStillAsked), readHistogram(question, isStillAsked)]);
    setTimeout(
      () => {
        isReading = false;
        if (isWanted) void readNow();
      },
      isStillAsked() ? restMs : 0,
    );
  };
  const moved = () => {
    isWanted = true;
    if (!isReading) void readNow();
  };
  return {
    /** Something in the log is another. */
    moved,
    readAgain: moved,
    ask: (question: ListQuestion) => {
      const isOther = question.tenantSet !== asked?.tenantSet || question.query !== asked.query;
      if (!isOther) return;
      if (question.tenantSet !== asked?.tenantSet && read().totals !== null) write({ totals: null, histogram: null });
      asked = question;
      moved();
    },
  };
}
