// Tells how an act went, with the way back where there is one; and asks before an integration is deleted.

import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { nameKeys } from '../../app/feature/commands.ts';
import { formatNumber } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { navigate, screenChange, useAppState } from '../../app/feature/use-app.ts';
import { AlertDialog } from '../../ui/dialog.tsx';
import { type ToastMessage, useToasts } from '../../ui/toast.tsx';
import { canUndo, type IntegrationActs, type News } from './acts-store.ts';
import { keysOf } from './keys.ts';
import type { IntegrationsState } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & IntegrationsState;

export function ActNews() {
  const toasts = useToasts();
  const acts = useAppState((state: State) => state.integrationActs);
  const { news, lastNews, newsRead } = acts;
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (news === null) return;
    newsRead();
    last.current = toasts.show(writeNews(news, acts));
  }, [news, newsRead, toasts, acts]);
  // What was taken back must not be offered again.
  useEffect(() => {
    if (lastNews !== null || last.current === null) return;
    toasts.close(last.current);
    last.current = null;
  }, [lastNews, toasts]);
  return null;
}

function writeNews(news: News, acts: IntegrationActs): ToastMessage {
  const action = canUndo(news)
    ? { label: t('act.undo'), keys: nameKeys(keysOf.undo).join(' '), onAction: () => acts.undoAsked(news) }
    : undefined;
  switch (news.kind) {
    case 'switched':
      return news.failure === null
        ? { text: tellSwitched(news), action }
        : { text: tellUndone(news, news.failure), tone: 'danger', action };
    case 'duplicated':
      return { text: t('news.duplicated', { name: news.name }), action };
    case 'deleted':
      return { text: t('news.deleted', { name: news.name }) };
    case 'outdated':
      return {
        ...{ text: t('news.outdated', { count: formatNumber(news.count) }), tone: 'info' },
        action: { label: t('news.retarget'), onAction: () => acts.retargetAsked(news.id) },
      };
    case 'retargeted':
      return { text: t('news.retargeted', { count: formatNumber(news.count) }) };
    case 'copied':
      return { text: t('news.copied') };
    case 'copied-rows':
      return { text: tellCopied(news) };
    case 'not-copied':
      return { text: t('news.notCopied'), tone: 'danger' };
    case 'sent':
      return {
        text: t('news.sent'),
        action: {
          label: t('news.sent.open'),
          onAction: () => navigate({ ...screenChange('deliveries'), sel: news.deliveryId }),
        },
      };
    case 'receiver-stopped':
      return {
        ...{ text: t('news.receiverStopped'), tone: 'info' },
        action: { label: t('news.startReceiver'), onAction: () => acts.startAndSendAsked(news.wish) },
      };
    case 'failed':
      return { text: news.error.message, tone: 'danger' };
  }
}

function tellCopied({ count, selected }: Extract<News, { kind: 'copied-rows' }>): string {
  if (count >= selected) return t('news.copiedRows', { count: formatNumber(count) });
  return t('news.copiedFirst', { count: formatNumber(count), selected: formatNumber(selected) });
}

function tellSwitched({ ids, enabled, name }: Extract<News, { kind: 'switched' }>): string {
  if (ids.length === 0) return t(enabled ? 'news.alreadyOn' : 'news.alreadyOff');
  const what = name ?? formatNumber(ids.length);
  return t(enabled ? 'news.enabled' : 'news.disabled', { what });
}

/** What was done before it failed, if anything was. */
function tellUndone(news: Extract<News, { kind: 'switched' }>, { message }: AppError): string {
  return news.ids.length === 0 ? message : `${tellSwitched(news)}. ${message}`;
}

/** null: not known yet. */
function usePending(id: string | null): number | null {
  const pendingCounted = useAppState((state: State) => state.integrationActs.pendingCounted);
  const [known, setKnown] = useState<{ readonly id: string; readonly pending: number } | null>(null);
  useEffect(() => {
    if (id !== null) void pendingCounted(id).then((pending) => setKnown({ id, pending }));
  }, [id, pendingCounted]);
  return known !== null && known.id === id ? known.pending : null;
}

function tellPending(pending: number | null): string {
  if (pending === null) return '';
  return pending === 0 ? t('delete.nonePending') : t('delete.pending', { count: formatNumber(pending) });
}

/** What is pending is held while its integration is off: said before it is done. */
export function HoldDialog() {
  const { holding, holdAnswered } = useAppState((state: State) => state.integrationActs);
  if (holding === null) return null;
  const { ids, pending } = holding;
  return (
    <AlertDialog
      isOpen
      title={t('hold.title', { count: formatNumber(ids.length) })}
      description={t('hold.text', { pending: formatNumber(pending) })}
      confirmLabel={t('act.disable')}
      cancelLabel={t('hold.cancel')}
      onConfirm={() => holdAnswered(true)}
      onCancel={() => holdAnswered(false)}
    />
  );
}

export function DeleteDialog() {
  const { deleting, deleteConsidered } = useAppState((state: State) => state.integrationsView);
  const deleteAsked = useAppState((state: State) => state.integrationActs.deleteAsked);
  const pending = usePending(deleting?.id ?? null);
  if (deleting === null) return null;
  const close = () => deleteConsidered(null);
  const confirm = () => {
    close();
    deleteAsked(deleting);
  };
  const { name, accountName, friendlyName } = deleting;
  const place = `${accountName} / ${friendlyName ?? t('scope.account')}`;
  return (
    <AlertDialog
      isOpen
      isDanger
      title={t('delete.title', { name })}
      description={`${t('delete.text', { place })} ${tellPending(pending)}`.trim()}
      confirmLabel={t('delete.confirm')}
      cancelLabel={t('delete.cancel')}
      onConfirm={confirm}
      onCancel={close}
    />
  );
}
