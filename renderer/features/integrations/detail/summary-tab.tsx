// What an integration is, in the portal's order and words, with whatever keeps it from being sent.
import { SlidersHorizontal } from 'lucide-react';
import { findField } from '../../../../shared/catalog/fields.ts';
import { findTrigger } from '../../../../shared/catalog/trigger-events.ts';
import { endpointOf } from '../../../../shared/dispatch/endpoint-policy.ts';
import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';
import { type SecretValue, secretMask } from '../../../../shared/request/integration.ts';
import { formatInstant } from '../../../app/feature/format.ts';
import { navigate, screenChange } from '../../../app/feature/use-app.ts';
import { Button } from '../../../ui/button.tsx';
import { DefinitionList } from '../../../ui/definition-list.tsx';
import { Note } from '../../../ui/note.tsx';
import { PaneSection } from '../../../ui/sheet.tsx';
import { isApplicationsOff } from '../selectors.ts';
import { t } from '../texts.ts';
import styles from './detail.module.css';
import { usePreview } from './use-detail.ts';

/** As wide as the longest of the portal's names. */
const termWidth = 128;

export function SummaryTab({ integration }: { readonly integration: IntegrationRecord }) {
  const { headers, fieldValues } = integration;
  const { preview } = usePreview(integration);
  const endpoint = preview.request === null ? null : endpointOf(preview.request.url);
  const errors = preview.problems.filter(({ severity }) => severity === 'error').length;
  const hasNotes = isApplicationsOff(integration) || errors > 0;
  return (
    <>
      {hasNotes && (
        <PaneSection>
          {isApplicationsOff(integration) && (
            <Note tone="warn">{t('appsOff.note', { pbx: integration.friendlyName ?? '' })}</Note>
          )}
          {errors > 0 && <Note tone="danger">{t('errors.note', { count: String(errors) })}</Note>}
        </PaneSection>
      )}
      <PaneSection>
        <DefinitionList items={listFacts(integration)} termWidth={termWidth} />
        {endpoint !== null && <EndpointLink endpoint={endpoint} />}
      </PaneSection>
      {headers.length > 0 && (
        <PaneSection title={t('summary.headers')}>
          <DefinitionList
            items={headers.map(({ name, value }) => ({ term: name, value: writeSecret(value), isMono: true }))}
            termWidth={termWidth}
          />
        </PaneSection>
      )}
      {fieldValues.length > 0 && (
        <PaneSection title={t('summary.fields')}>
          <ul className={styles.fields} aria-label={t('summary.fields')}>
            {fieldValues.map(({ key, field }) => (
              <li key={`${key} ${field}`} className={styles.field}>
                <span className={styles.key}>{key}</span>
                <span>{findField(field)?.label ?? field}</span>
              </li>
            ))}
          </ul>
        </PaneSection>
      )}
    </>
  );
}

function EndpointLink({ endpoint }: { readonly endpoint: string }) {
  return (
    <div className={styles.policy}>
      <Button
        variant="link"
        size="small"
        icon={SlidersHorizontal}
        onClick={() => navigate({ ...screenChange('settings'), path: ['endpoints', endpoint] })}
      >
        {t('summary.policy')}
      </Button>
    </div>
  );
}

function listFacts(integration: IntegrationRecord) {
  const { requestUrl, method, format, pathArguments, triggerServiceType, triggerEvent, updatedAt, timeZone } =
    integration;
  return [
    { term: t('column.url'), value: requestUrl, isMono: true },
    { term: t('summary.method'), value: method },
    { term: t('summary.format'), value: format },
    ...(pathArguments === '' ? [] : [{ term: t('summary.path'), value: pathArguments, isMono: true }]),
    { term: t('summary.serviceType'), value: triggerServiceType === '' ? t('summary.none') : triggerServiceType },
    { term: t('column.event'), value: findTrigger(triggerEvent)?.label ?? triggerEvent },
    { term: t('summary.authentication'), value: writeAuthentication(integration) },
    { term: t('summary.changed'), value: formatInstant(Date.parse(updatedAt), timeZone) },
    { term: t('summary.revision'), value: String(integration.revision) },
    { term: t('summary.id'), value: integration.id, isMono: true },
  ];
}

function writeAuthentication({ authentication }: IntegrationRecord): string {
  switch (authentication.type) {
    case 'none':
      return t('auth.none');
    case 'basic':
      return t('auth.basic', { username: authentication.username, secret: writeSecret(authentication.password) });
    case 'token':
      return t('auth.token', { secret: writeSecret(authentication.token) });
  }
}

/** A name of the vault or the mask. A header's own text is no secret and stands as it is. */
function writeSecret(value: SecretValue): string {
  if (typeof value === 'string') return value;
  return 'secret' in value ? value.secret : secretMask;
}
