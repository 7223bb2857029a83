// The compiled request beside the built one, for any integration, dialect and events. No Node modules: it runs in Chromium too.
import { buildRequest } from '../../../shared/request/build-request.ts';
import { compileRequest } from '../../../shared/request/compile-request.ts';
import type { DialectFile } from '../../../shared/request/dialect.ts';
import { parseDialectFile, resolveDialect } from '../../../shared/request/dialect-file.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';
import { parseEventFile } from '../../../shared/request/event-file.ts';
import type { Integration } from '../../../shared/request/integration.ts';

export interface CompareSource {
  readonly integration: Integration;
  readonly dialect: DialectFile;
  readonly events: readonly PbxEvent[];
}

interface Comparison {
  readonly compiled: unknown;
  readonly built: unknown;
}

/** For each event that the integration can be built for; none when it cannot at all. */
export function compareCompiled({ integration, dialect: file, events }: CompareSource): Comparison[] {
  const read = parseDialectFile(file);
  if (read.dialect === null) return [];
  const dialect = resolveDialect(read.dialect);
  const result = compileRequest({ integration, dialect });
  return events.flatMap((event): Comparison[] => {
    const built = buildRequest({ integration, event, dialect });
    if (!built.built) {
      const isOfEvent = parseEventFile(event, integration.triggerEvent).event === null;
      // What keeps every event from being built keeps the integration from being compiled, for the same reasons.
      return isOfEvent ? [] : [{ compiled: 'problems' in result && result.problems, built: built.problems }];
    }
    const { request, secretHeaders, assumptions } = built;
    if ('problems' in result) return [{ compiled: result.problems, built: request }];
    const { build, method, headers, secretHeaders: masked } = result.compiled;
    const { url, body, assumptions: used } = build(event);
    return [
      {
        compiled: { method, url, headers, body, secretHeaders: masked, assumptions: used },
        built: { ...request, secretHeaders, assumptions },
      },
    ];
  });
}
