// What differs between two states of an integration, member by member, in the portal's order and words. Pure. Never a secret: a plain
// one shows as bullets.
import { findField } from '../../../../shared/catalog/fields.ts';
import { findTrigger } from '../../../../shared/catalog/trigger-events.ts';
import {
  type Integration,
  integrationSchema,
  type SecretValue,
  secretMask,
} from '../../../../shared/request/integration.ts';
import { t } from './texts.ts';

export const comparedMembers = [
  'name',
  'requestUrl',
  'method',
  'format',
  'pathArguments',
  'triggerServiceType',
  'triggerEvent',
  'silentMode',
  'authentication',
  'headers',
  'fieldValues',
] as const satisfies readonly (keyof Integration)[];
export type ComparedMember = (typeof comparedMembers)[number];

export interface Change {
  readonly member: ComparedMember;
  readonly before: string;
  readonly after: string;
}

export function listChanges(before: Integration, after: Integration): Change[] {
  return comparedMembers
    .filter((member) => isChanged(member, before, after))
    .map((member) => ({ member, before: tellMember(before, member), after: tellMember(after, member) }));
}

export function isChanged(member: ComparedMember, before: Integration, after: Integration): boolean {
  return JSON.stringify(before[member]) !== JSON.stringify(after[member]);
}

/** Without what follows from where it lives. */
export function integrationOf(record: Integration): Integration {
  const members = Object.keys(integrationSchema.shape) as (keyof Integration)[];
  return Object.fromEntries(members.map((member) => [member, record[member]])) as Integration;
}

/** Lists have one line to a row. */
export function tellMember(integration: Integration, member: ComparedMember): string {
  switch (member) {
    case 'triggerEvent':
      return findTrigger(integration.triggerEvent)?.label ?? integration.triggerEvent;
    case 'silentMode':
      return t(integration.silentMode ? 'silent.on' : 'silent.off');
    case 'authentication':
      return tellAuthentication(integration.authentication);
    case 'headers':
      return integration.headers.map(({ name, value }) => `${name}: ${tellHeaderValue(value)}`).join('\n');
    case 'fieldValues':
      return integration.fieldValues.map(({ key, field }) => `${key}: ${findField(field)?.label ?? field}`).join('\n');
    default:
      return integration[member];
  }
}

function tellAuthentication(authentication: Integration['authentication']): string {
  if (authentication.type === 'none') return t('auth.none');
  if (authentication.type === 'token') return `${t('auth.token')} · ${tellSecret(authentication.token)}`;
  return `${t('auth.basic')} · ${authentication.username} · ${tellSecret(authentication.password)}`;
}

function tellHeaderValue(value: SecretValue): string {
  return typeof value === 'string' ? value : tellSecret(value);
}

function tellSecret(value: SecretValue): string {
  if (typeof value === 'string') return value === '' ? t('secret.none') : secretMask;
  return 'secret' in value ? value.secret : t('secret.portal');
}
