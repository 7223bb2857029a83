// Endpoints of the open tenant set: those that were sent to lately or have a policy of their own, worst first, and the policy of each.

import type { LucideIcon } from 'lucide-react';
import { ArrowLeft, CircleCheck, CircleX, Minus, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import type { TenantSet } from '../../../shared/tenants/tenant-set.ts';
import { formatNumber } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { navigate, useAppLocation, useAppState } from '../../app/feature/use-app.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { MiddleTruncated } from '../../ui/middle-truncated.tsx';
import { Note } from '../../ui/note.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { StatusText } from '../../ui/state-dot.tsx';
import type { KnownEndpoint, PoliciesState } from './policies-store.ts';
import { PolicyRows } from './policy-part.tsx';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';
import { t } from './texts.ts';

type State = FrameState & PoliciesState;

export function EndpointsPart({ set }: { readonly set: TenantSet }) {
  const { path } = useAppLocation();
  const endpoint = path[1];
  return endpoint === undefined ? <EndpointList set={set} /> : <OneEndpoint set={set} endpoint={endpoint} />;
}

function OneEndpoint({ set, endpoint }: { readonly set: TenantSet; readonly endpoint: string }) {
  return (
    <SettingsSection title={endpoint.replace(/^https:\/\//, '')} text={t('endpoint.text', { set: set.name })}>
      <div className={styles.back}>
        <Button variant="quiet" size="small" icon={ArrowLeft} onClick={() => navigate({ path: ['endpoints'] })}>
          {t('endpoint.back')}
        </Button>
      </div>
      <PolicyRows key={endpoint} tenantSet={set.id} endpoint={endpoint} />
    </SettingsSection>
  );
}

function EndpointList({ set }: { readonly set: TenantSet }) {
  const { endpoints, endpointsNeeded } = useAppState((state: State) => state.policies);
  useEffect(() => endpointsNeeded(set.id), [set.id, endpointsNeeded]);
  return (
    <SettingsSection title={t('endpoints.title')} text={t('endpoints.text')}>
      {endpoints.status === 'loading' && <SkeletonLines label={t('endpoints.loading')} lines={4} />}
      {endpoints.status === 'failed' && <Note tone="danger">{endpoints.error.message}</Note>}
      {endpoints.status === 'ready' &&
        (endpoints.value.length === 0 ? (
          <Note>{t('endpoints.none')}</Note>
        ) : (
          <ul className={styles.endpoints}>
            {endpoints.value.map((known) => (
              <Endpoint key={`${known.scope} ${known.endpoint}`} known={known} />
            ))}
          </ul>
        ))}
    </SettingsSection>
  );
}

function iconOf({ breaker, failures, attempts }: KnownEndpoint): LucideIcon {
  if (breaker !== 'closed') return TriangleAlert;
  if (attempts === 0) return Minus;
  return failures === 0 ? CircleCheck : CircleX;
}

function Endpoint({ known }: { readonly known: KnownEndpoint }) {
  const { endpoint, breaker, failures, attempts, waiting, hasOwnPolicy } = known;
  const isOpen = breaker !== 'closed';
  return (
    <li>
      <button type="button" className={styles.endpoint} onClick={() => navigate({ path: ['endpoints', endpoint] })}>
        <MiddleTruncated text={endpoint.replace(/^https:\/\//, '')} isMono />
        <StatusText icon={iconOf(known)} tone={isOpen ? 'warn' : 'neutral'}>
          {isOpen
            ? t('endpoints.open', { waiting: formatNumber(waiting) })
            : t('endpoints.fails', { failures: formatNumber(failures), attempts: formatNumber(attempts) })}
        </StatusText>
        <span>{hasOwnPolicy && <Badge tone="accent">{t('endpoints.own')}</Badge>}</span>
      </button>
    </li>
  );
}
