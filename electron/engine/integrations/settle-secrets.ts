// Turns what a person or a file gives for secrets into what may be kept: a vault name, or that the portal holds it. Plain values go
// into the vault; `{ set: true }` keeps what is stored.
import type { Authentication, Integration, SecretValue } from '../../../shared/request/integration.ts';
import type { SecretStore } from './integrations-ports.ts';

/** `{ set: true }` becomes what `stored` has in that place, so that an edit of something else loses no secret. */
export function keepSecrets(given: Integration, stored: Integration): Integration {
  return {
    ...given,
    authentication: withSecret(given.authentication, (value) => keep(value, secretOf(stored.authentication, given))),
    headers: given.headers.map(({ name, value }) => {
      const before = stored.headers.find((header) => header.name.toLowerCase() === name.toLowerCase());
      return { name, value: keep(value, before?.value) };
    }),
  };
}

/** Throws Failure: any of the vault's errors; then nothing was stored. A header's plain value is no secret. */
export async function moveSecrets(integration: Integration, vault: SecretStore): Promise<Integration> {
  const value = secretOf(integration.authentication, integration);
  if (typeof value !== 'string' || value === '') return integration;
  const secret = await vault.moveIn({ nameBase: integration.name, value, url: integration.requestUrl });
  return { ...integration, authentication: withSecret(integration.authentication, () => ({ secret })) };
}

function keep(given: SecretValue, before: SecretValue | undefined): SecretValue {
  const isKept = typeof given === 'object' && 'set' in given;
  return isKept && typeof before === 'object' ? before : given;
}

/** undefined when there is none, or when `like` authenticates in another way. */
function secretOf(authentication: Authentication, like: Integration): SecretValue | undefined {
  if (authentication.type === 'none' || authentication.type !== like.authentication.type) return undefined;
  return authentication.type === 'basic' ? authentication.password : authentication.token;
}

function withSecret(authentication: Authentication, change: (value: SecretValue) => SecretValue): Authentication {
  if (authentication.type === 'none') return authentication;
  if (authentication.type === 'token') return { ...authentication, token: change(authentication.token) };
  return { ...authentication, password: change(authentication.password) };
}
