// The request of accept beside the one that today's integration would make of the same event, ready to be read. Pure.
import * as z from 'zod';
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import { hasErrors, type Problem } from '../../../shared/kernel/problem.ts';
import { type BuildResult, buildRequest, withoutSecretHeaders } from '../../../shared/request/build-request.ts';
import type { BuiltRequest } from '../../../shared/request/built-request.ts';
import type { DialectFile } from '../../../shared/request/dialect.ts';
import { resolveDialect } from '../../../shared/request/dialect-file.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';
import { formatPreviewAsHttp } from '../../../shared/request/format-http.ts';
import { type Integration, integrationSchema } from '../../../shared/request/integration.ts';
import { type DiffLine, diffLines } from '../../app/feature/diff-lines.ts';
import { layOutJson } from './describe-response.ts';
import type { ReplayTarget } from './replay-wish.ts';

export type Comparison =
  | {
      readonly isBuilt: true;
      /** Where it would go, unless another target takes its place. */
      readonly url: string;
      readonly lines: readonly DiffLine[];
      readonly isSame: boolean;
    }
  | { readonly isBuilt: false; readonly problems: readonly Problem[] };

/** What a record says of its place is no part of the integration. */
const bareIntegration = z.object(integrationSchema.shape);

export interface RebuildSource {
  readonly delivery: DeliveryDetail;
  readonly integration: IntegrationRecord | Integration;
  readonly dialect: DialectFile;
  readonly target: ReplayTarget;
  /** In the place of the delivery's own. */
  readonly event?: PbxEvent | undefined;
}

export function compareWithRebuilt({ delivery, integration, dialect, target, event }: RebuildSource): Comparison {
  const built = buildRequest({
    integration: bareIntegration.parse(integration),
    event: event ?? delivery.event,
    dialect: resolveDialect(dialect),
  });
  if (!built.built) {
    return { isBuilt: false, problems: built.problems.filter((problem) => hasErrors([problem])) };
  }
  const isElsewhere = target !== 'same' || (delivery.originalUrl !== null && !holdsSecret(delivery, built));
  const request = isElsewhere ? withoutSecretHeaders(built) : built.request;
  return compareRequests(withoutReceiver(delivery), request);
}

/** Authentication goes elsewhere only when a person asked for it, and then again in a replay. */
function holdsSecret({ request }: DeliveryDetail, { secretHeaders }: BuildResult & { built: true }): boolean {
  const secret = new Set(secretHeaders.map((name) => name.toLowerCase()));
  return request.headers.some(([name]) => secret.has(name.toLowerCase()));
}

/** The body is laid out for reading, unless that would hide the difference. */
function compareRequests(before: BuiltRequest, after: BuiltRequest): Comparison {
  const [wasText, isText] = [formatPreviewAsHttp(before, []), formatPreviewAsHttp(after, [])];
  const laidOut = diffLines(formatForReading(before), formatForReading(after));
  const isShown = laidOut.some(({ kind }) => kind !== 'same');
  return {
    isBuilt: true,
    url: after.url,
    lines: isShown ? laidOut : diffLines(wasText, isText),
    isSame: wasText === isText,
  };
}

/** The receiver puts a part of its own before the path; only what follows the origin is compared. */
function withoutReceiver({ request, originalUrl }: DeliveryDetail): BuiltRequest {
  if (originalUrl === null) return request;
  return { ...request, url: request.url.replace(/^(https?:\/\/[^/?]+)\/in\/[^/?]+/, '$1') };
}

function formatForReading(request: BuiltRequest): string {
  return formatPreviewAsHttp({ ...request, body: request.body === null ? null : layOutJson(request.body) }, []);
}
