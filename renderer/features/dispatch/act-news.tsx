// Tells how an act on deliveries went, with the way back where there is one.
import { useEffect } from 'react';
import { formatNumber } from '../../app/feature/format.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { type ToastMessage, useToasts } from '../../ui/toast.tsx';
import type { DispatchActs, DispatchNews } from './acts-store.ts';
import type { State } from './selectors.ts';
import { t } from './texts.ts';

export function ActNews() {
  const { show } = useToasts();
  const acts = useAppState((state: State) => state.dispatchActs);
  const { news, newsRead } = acts;
  useEffect(() => {
    if (news === null) return;
    newsRead();
    show(writeNews(news, acts));
  }, [news, newsRead, show, acts]);
  return null;
}

function writeNews(news: DispatchNews, { restoreAsked }: DispatchActs): ToastMessage {
  switch (news.kind) {
    case 'requeued':
      return news.count === 0 ? { text: t('news.none'), tone: 'info' } : { text: count('news.requeued', news.count) };
    case 'cancelled':
      return news.count === 0
        ? { text: t('news.noPending'), tone: 'info' }
        : { text: count('news.cancelled', news.count) };
    case 'restored':
      return { text: count('news.restored', news.count) };
    case 'discarded': {
      const { ids } = news;
      if (ids.length === 0) return { text: t('news.none'), tone: 'info' };
      const action = { label: t('news.undo'), onAction: () => restoreAsked(ids) };
      return { text: count('news.discarded', ids.length), action };
    }
    case 'exported':
      return { text: count(news.isCut ? 'news.exportedFirst' : 'news.exported', news.count) };
    case 'sending-allowed':
    case 'breaker-closed':
      return { text: t(`news.${news.kind}`) };
    case 'failed':
      return { text: news.error.message, tone: 'danger' };
  }
}

type Counted =
  | 'news.requeued'
  | 'news.cancelled'
  | 'news.restored'
  | 'news.discarded'
  | 'news.exported'
  | 'news.exportedFirst';

function count(key: Counted, n: number): string {
  return t(key, { count: formatNumber(n) });
}
