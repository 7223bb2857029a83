// What stands in the place of the tree: why there are no rows, or why they cannot be shown.
import { Building2, SearchX } from 'lucide-react';
import { formatNumber } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { navigate, useAppState } from '../../app/feature/use-app.ts';
import { useAskedQuery } from '../../app/feature/use-list.ts';
import { Button } from '../../ui/button.tsx';
import { QueryToken } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { selectListing } from './selectors.ts';
import type { AccountsState } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & AccountsState;

export function NoRows() {
  const query = useAskedQuery('accounts');
  const total = useAppState((state: State) => selectListing(state).total);
  if (query.trim() === '' || total === 0) {
    return (
      <EmptyState icon={Building2} title={t('empty.title')}>
        {t('empty.text')}
      </EmptyState>
    );
  }
  const clear = <Button onClick={() => navigate({ q: '' })}>{t('noMatch.clear')}</Button>;
  return (
    <EmptyState icon={SearchX} title={t('noMatch.title')} aside={<QueryToken>{query}</QueryToken>} actions={clear}>
      {total !== null && t('noMatch.text', { total: formatNumber(total) })}
    </EmptyState>
  );
}

export function ListFailed() {
  const failure = useAppState((state: State) => state.accounts.list.failure);
  const listAskedAgain = useAppState((state: State) => state.accounts.listAskedAgain);
  const again = <Button onClick={listAskedAgain}>{t('failed.again')}</Button>;
  return (
    <ErrorPanel
      title={t('failed.title')}
      facts={[{ term: t('failed.code'), value: failure?.code ?? '' }]}
      actions={again}
    >
      {failure?.message}
    </ErrorPanel>
  );
}
