// What stands in place of rows: nothing is there, nothing matches, or the list could not be read.
import { SearchX, Webhook } from 'lucide-react';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { formatNumber } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { navigate, useAppState } from '../../app/feature/use-app.ts';
import { useAskedQuery } from '../../app/feature/use-list.ts';
import { Button } from '../../ui/button.tsx';
import { QueryToken } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { listQueryParts, suggestWord } from './query-parts.ts';
import { selectListing } from './selectors.ts';
import type { IntegrationsState } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & IntegrationsState;

export function NoRows() {
  const query = useAskedQuery('integrations').trim();
  const total = useAppState((state: State) => selectListing(state).total);
  if (query === '' || total === 0) {
    return (
      <EmptyState icon={Webhook} title={t('empty.title')}>
        {t('empty.text')}
      </EmptyState>
    );
  }
  const parts = listQueryParts(query);
  const suggestion = suggestWord(query);
  const actions = (
    <>
      {suggestion !== null && (
        <Button onClick={() => navigate({ q: suggestion.query })}>{t('noMatch.use', { text: suggestion.text })}</Button>
      )}
      <Button variant={suggestion === null ? 'secondary' : 'quiet'} onClick={() => navigate({ q: '' })}>
        {t('noMatch.clear')}
      </Button>
    </>
  );
  return (
    <EmptyState
      icon={SearchX}
      title={t('noMatch.title')}
      aside={parts.map(({ prefix, text, position }) => (
        <QueryToken key={position} prefix={prefix}>
          {text}
        </QueryToken>
      ))}
      actions={actions}
    >
      {total !== null && t('noMatch.text', { total: formatNumber(total) })}
    </EmptyState>
  );
}

export function ListFailed({ failure }: { readonly failure: AppError }) {
  const listAskedAgain = useAppState((state: State) => state.integrations.listAskedAgain);
  const again = <Button onClick={listAskedAgain}>{t('failed.again')}</Button>;
  return (
    <ErrorPanel
      title={t('failed.title')}
      facts={[{ term: t('failed.code'), value: failure.code, isMono: true }]}
      actions={again}
    >
      {failure.message}
    </ErrorPanel>
  );
}
