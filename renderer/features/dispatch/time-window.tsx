// The window of time that the list is about: read from the query, and written into it.
import { ChevronDown } from 'lucide-react';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { formatOtherDay, formatTime } from '../../app/feature/format.ts';
import { currentLocation, navigate } from '../../app/feature/use-app.ts';
import { useAskedQuery, useNow } from '../../app/feature/use-list.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { chooseWindow, readWindow, type TimeWindow } from './log-query.ts';
import { t } from './texts.ts';

const choices = [
  ['-1h', 'window.hour'],
  ['-24h', 'window.day'],
  ['-7d', 'window.week'],
  ['-30d', 'window.month'],
  [null, 'window.any'],
] as const;

export function TimeWindowMenu() {
  const query = useAskedQuery('deliveries');
  const nowMs = useNow();
  const choose = (since: string | null) => navigate({ q: chooseWindow(currentLocation().q, { since, until: null }) });
  const trigger = (
    <Button variant="quiet" size="small" trailingIcon={ChevronDown}>
      {nameWindow(readWindow(query, nowMs, defaultTimeZone), nowMs)}
    </Button>
  );
  const items = choices.map(([since, label]) => ({
    kind: 'action' as const,
    id: label,
    label: t(label),
    onSelect: () => choose(since),
  }));
  return <Menu align="end" trigger={trigger} items={items} />;
}

function nameWindow({ fromMs, untilMs }: TimeWindow, nowMs: number): string {
  if (fromMs !== null && untilMs !== null) {
    return t('window.between', { from: nameMoment(fromMs, nowMs), until: nameMoment(untilMs, nowMs) });
  }
  if (fromMs !== null) return t('window.since', { at: nameMoment(fromMs, nowMs) });
  return untilMs === null ? t('window.any') : t('window.until', { at: nameMoment(untilMs, nowMs) });
}

/** "10:44", "10:44 yesterday", "23 Nov, 10:44". */
function nameMoment(atMs: number, nowMs: number): string {
  const time = formatTime(atMs, defaultTimeZone);
  const at = new Date(atMs).toISOString();
  const day = formatOtherDay(at, nowMs, defaultTimeZone);
  if (day === null) return time;
  const isYesterday = formatOtherDay(at, nowMs - 86_400_000, defaultTimeZone) === null;
  return isYesterday ? t('window.yesterday', { time }) : `${day}, ${time}`;
}
