// An integration, an event and a dialect make one HTTP request. Pure: the same bytes in preview, dispatch and calibration,
// in Node and in a browser. With any error among the problems nothing is built.
import { hasErrors, type Problem } from '../kernel/problem.ts';
import { type AssumptionId, listAssumptions } from './assumptions.ts';
import type { BuiltRequest } from './built-request.ts';
import type { Dialect, ResolvedDialect } from './dialect.ts';
import type { PbxEvent } from './event.ts';
import { parseEventFile } from './event-file.ts';
import type { Integration } from './integration.ts';
import { checkIntegration } from './integration-file.ts';
import { collectPayload, type PayloadMember, writeForm, writeJson } from './payload.ts';
import { buildHeaders, type Reveal } from './request-headers.ts';
import { choosePlace, placeUrl } from './request-place.ts';
import { assembleUrl } from './request-url.ts';

export interface BuildSource {
  readonly integration: Integration;
  readonly event: PbxEvent;
  /** From `resolveDialect` of a dialect file without problems. */
  readonly dialect: ResolvedDialect;
  /** Without it every secret is masked: for showing, never for sending. */
  readonly reveal?: Reveal | undefined;
}

export type BuildResult =
  | {
      readonly built: true;
      readonly request: BuiltRequest;
      /** The names, as sent, of headers whose value is a secret or made of one: what another target must not get. */
      readonly secretHeaders: readonly string[];
      readonly assumptions: readonly AssumptionId[];
      /** Warnings only. */
      readonly problems: readonly Problem[];
    }
  | { readonly built: false; readonly problems: readonly Problem[] };

export function buildRequest({ integration, event, dialect, reveal }: BuildSource): BuildResult {
  const problems = [
    ...checkIntegration(integration, dialect.dialect),
    ...parseEventFile(event, integration.triggerEvent).problems,
  ];
  return hasErrors(problems)
    ? { built: false, problems }
    : buildChecked({ integration, event, dialect, reveal }, problems);
}

/** `found` holds the warnings of an integration and an event that were checked against each other and have no errors. */
export function buildChecked(
  { integration, event, dialect: resolved, reveal }: BuildSource,
  found: readonly Problem[],
): BuildResult {
  const { dialect } = resolved;
  const used = new Set<AssumptionId>();
  const members = collectPayload({ fieldValues: integration.fieldValues, event, dialect, used });
  const { query, body, contentType } = placePayload({ integration, members, dialect, used });
  const url = buildUrl({ integration, query, dialect, used });
  const broken: Problem[] = [];
  const { headers, secretHeaders } = buildHeaders({
    integration,
    dialect,
    contentType,
    reveal,
    used,
    problems: broken,
  });
  const problems = [...found, ...broken];
  if (hasErrors(broken)) return { built: false, problems };
  return {
    built: true,
    request: { method: integration.method, url, headers, body },
    secretHeaders,
    assumptions: listAssumptions(used, resolved),
    problems,
  };
}

/** The request without authentication and without custom headers that hold a secret, for a target they are not bound to. */
export function withoutSecretHeaders({ request, secretHeaders }: BuildResult & { readonly built: true }): BuiltRequest {
  return { ...request, headers: request.headers.filter(([name]) => !secretHeaders.includes(name)) };
}

interface PlaceSource {
  readonly integration: Integration;
  readonly members: readonly PayloadMember[];
  readonly dialect: Dialect;
  readonly used: Set<AssumptionId>;
}

function placePayload({ integration, members, dialect, used }: PlaceSource) {
  const { isJson, isInQuery, contentType } = choosePlace(integration, dialect, used);
  const text = isJson ? writeJson(members, dialect) : writeForm(members, dialect, used);
  return { query: isInQuery ? text : '', body: isInQuery ? null : text, contentType };
}

interface UrlSource {
  readonly integration: Integration;
  /** The payload, when it travels in the query. */
  readonly query: string;
  readonly dialect: Dialect;
  readonly used: Set<AssumptionId>;
}

function buildUrl({ integration, query, dialect, used }: UrlSource): string {
  const { target, extra } = placeUrl(integration, dialect, used);
  return assembleUrl({ target, path: extra.path, queries: [target.query, extra.query, query] });
}
