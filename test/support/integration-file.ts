// Stored integrations carry more than a person writes: this leaves the file.
import type { Integration } from '../../shared/request/integration.ts';

/** Of a record, what a person would write in a file. */
export function toFile(record: Integration): Integration {
  const { name, type, scope, requestUrl, method, format, pathArguments, triggerServiceType, triggerEvent } = record;
  const { enabled, silentMode, authentication, headers, fieldValues } = record;
  return {
    ...{ name, type, scope, requestUrl, method, format, pathArguments, triggerServiceType, triggerEvent },
    ...{ enabled, silentMode, authentication, headers, fieldValues },
  };
}
