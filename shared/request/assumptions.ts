// Which undocumented choices a request rests on, and which of them a document or a capture has confirmed.
import type { DialectKey, ResolvedDialect } from './dialect.ts';

const assumptionIds = [
  'boolean-format',
  'date-time-format',
  'get-json',
  'list-separator',
  'missing-value',
  'path-arguments',
  'post-query',
  'query-space',
  'token-header',
] as const;
export type AssumptionId = (typeof assumptionIds)[number];

const keysOf: Readonly<Record<AssumptionId, readonly DialectKey[]>> = {
  'boolean-format': ['boolean'],
  'date-time-format': ['dateTime', 'dateTimeZone'],
  'get-json': ['getJson'],
  'list-separator': ['listSeparator'],
  'missing-value': ['missing'],
  'path-arguments': ['pathArguments'],
  'post-query': ['postQuery'],
  'query-space': ['querySpace'],
  'token-header': ['tokenHeader', 'tokenScheme'],
};

/** The dialect keys that must all be confirmed before this is no assumption any more. */
function assumptionKeys(id: AssumptionId, { dialect }: ResolvedDialect): readonly DialectKey[] {
  const zoneIsFixed = dialect.dateTime === 'iso-utc' || dialect.dateTime === 'unix';
  return id === 'date-time-format' && zoneIsFixed ? ['dateTime'] : keysOf[id];
}

/** Those of `used` that stay assumed: sorted, each once. */
export function listAssumptions(used: ReadonlySet<AssumptionId>, resolved: ResolvedDialect): AssumptionId[] {
  return assumptionIds.filter(
    (id) => used.has(id) && !assumptionKeys(id, resolved).every((key) => resolved.confirmed.includes(key)),
  );
}
