// What stands in place of the integrations that only this screen can tell: there are none at all, or none on the PBX one asked for.
import { Plus, Webhook } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Pbx } from '../../../shared/tenants/account.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { type ListPlace, useListPlace } from '../../app/feature/list-place.tsx';
import { NoMatch } from '../../app/feature/no-match.tsx';
import { navigate, screenChange, useAppState } from '../../app/feature/use-app.ts';
import { useAskedQuery } from '../../app/feature/use-list.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TurnOnApplications } from './applications-off.tsx';
import { namesOnePbx } from './named-pbx.ts';
import { selectListing } from './selectors.ts';
import type { IntegrationsState } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & IntegrationsState;

export function useIntegrationsPlace() {
  const acts = useAppState((state: State) => state.integrations);
  const total = useAppState((state: State) => selectListing(state).total);
  const query = useAskedQuery('integrations').trim();
  const place: Omit<ListPlace, 'empty'> = { subject: 'integrations', list: acts.list, acts, total };
  const empty = () => {
    if (query === '' || total === 0) return <NoIntegrations />;
    return namesOnePbx(query) ? <NoneOfQuery query={query} {...place} /> : null;
  };
  return useListPlace({ ...place, empty });
}

function NoIntegrations() {
  const go = (
    <Button variant="primary" onClick={() => navigate(screenChange('accounts'))}>
      {t('empty.go')}
    </Button>
  );
  return (
    <EmptyState icon={Webhook} title={t('empty.title')} actions={go}>
      {t('empty.text')}
    </EmptyState>
  );
}

interface NoneOfQueryProps extends Pick<ListPlace, 'subject' | 'acts' | 'total' | 'list'> {
  readonly query: string;
}

function NoneOfQuery({ query, list, ...rest }: NoneOfQueryProps) {
  const pbx = useNamedPbx(query, list.version);
  if (pbx === undefined) return null;
  return pbx === null ? <NoMatch query={query} {...rest} /> : <NoneOnPbx pbx={pbx} />;
}

/** undefined: not known yet. Asked again with every new state of the list. */
function useNamedPbx(query: string, version: number): Pbx | null | undefined {
  const pbxFound = useAppState((state: State) => state.integrations.pbxFound);
  const [pbx, setPbx] = useState<Pbx | null>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the list may come of a PBX that changed
  useEffect(() => {
    let isWanted = true;
    void pbxFound(query).then((found) => {
      if (isWanted) setPbx(found);
    });
    return () => {
      isWanted = false;
    };
  }, [query, version, pbxFound]);
  return pbx;
}

function NoneOnPbx({ pbx }: { readonly pbx: Pbx }) {
  const title = t('nonePbx.title', { name: pbx.friendlyName });
  if (!pbx.applicationsEnabled) {
    return (
      <EmptyState icon={Webhook} title={title} actions={<TurnOnApplications pbx={pbx} />}>
        {t('nonePbx.off')}
      </EmptyState>
    );
  }
  const create = (
    <Button variant="primary" icon={Plus} onClick={() => navigate({ edit: 'new', sel: pbx.serviceUuid })}>
      {t('nonePbx.new')}
    </Button>
  );
  return (
    <EmptyState icon={Webhook} title={title} actions={create}>
      {t('nonePbx.on')}
    </EmptyState>
  );
}
