// What stands in the place of the tree when this tenant set has no account at all. The rest every list tells alike.
import { Building2 } from 'lucide-react';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useListPlace } from '../../app/feature/list-place.tsx';
import { useAppState } from '../../app/feature/use-app.ts';
import { useAskedQuery } from '../../app/feature/use-list.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { selectListing } from './selectors.ts';
import type { AccountsState } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & AccountsState;

export function useAccountsPlace() {
  const acts = useAppState((state: State) => state.accounts);
  const total = useAppState((state: State) => selectListing(state).total);
  const query = useAskedQuery('accounts').trim();
  const empty = () =>
    query === '' || total === 0 ? (
      <EmptyState icon={Building2} title={t('empty.title')}>
        {t('empty.text')}
      </EmptyState>
    ) : null;
  return useListPlace({ subject: 'accounts', list: acts.list, acts, total, empty });
}
