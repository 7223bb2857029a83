// The detail pane: the account or the PBX that is open, or why there is none.
import { Building2 } from 'lucide-react';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { AccountPane } from './account-pane.tsx';
import { PbxPane } from './pbx-pane.tsx';
import type { AccountsState } from './store.ts';
import { t } from './texts.ts';

export function DetailPane() {
  const opened = useAppState((state: FrameState & AccountsState) => state.accounts.opened);
  if (opened === null) {
    return (
      <EmptyState icon={Building2} title={t('none.title')}>
        {t('none.text')}
      </EmptyState>
    );
  }
  switch (opened.status) {
    case 'loading':
      return <SkeletonLines label={t('loading')} lines={6} />;
    case 'failed':
      return <ErrorPanel title={t('failed.detail')}>{opened.error.message}</ErrorPanel>;
    case 'ready':
      return opened.value.kind === 'account' ? (
        <AccountPane account={opened.value.account} />
      ) : (
        <PbxPane pbx={opened.value.pbx} />
      );
  }
}
