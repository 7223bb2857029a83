// How long it is until an instant. Only this text is drawn anew each second, never what stands around it.
import { useEffect, useState } from 'react';
import { formatCountdown } from './describe-waiting.ts';
import { t } from './texts.ts';

export function Countdown({ until }: { readonly until: string }) {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const leftMs = Date.parse(until) - nowMs;
  return leftMs <= 0 ? t('attempts.due') : t('attempts.in', { time: formatCountdown(leftMs) });
}
