// A request that an integration and a dialect have decided but for the event: built for every delivery, it is parsed, checked and
// joined once. Its bytes and assumptions are those of build-request.ts for every event, which a property holds.
import { findField } from '../catalog/fields.ts';
import { hasErrors, type Problem } from '../kernel/problem.ts';
import { type AssumptionId, listAssumptions } from './assumptions.ts';
import type { HeaderList } from './built-request.ts';
import { compileForm, compileJson, payloadBits, payloadBitsEnd } from './compile-payload.ts';
import type { ResolvedDialect } from './dialect.ts';
import type { PbxEvent } from './event.ts';
import type { Integration } from './integration.ts';
import { checkIntegration } from './integration-file.ts';
import { buildHeaders } from './request-headers.ts';
import { choosePlace, placeUrl } from './request-place.ts';
import { assembleUrl } from './request-url.ts';

export interface CompileSource {
  readonly integration: Integration;
  /** From `resolveDialect` of a dialect file without problems. */
  readonly dialect: ResolvedDialect;
}

/** What depends on the event. */
export interface EventRequest {
  readonly url: string;
  /** null: no body. An empty form is an empty string. */
  readonly body: string | null;
  /** Sorted, each once. Shared by all events that rest on the same ones. */
  readonly assumptions: readonly AssumptionId[];
}

export interface CompiledRequest {
  readonly method: Integration['method'];
  /** Every secret is masked. */
  readonly headers: HeaderList;
  /** The names, as sent, of headers whose value is a secret or made of one. */
  readonly secretHeaders: readonly string[];
  /** Without a payload. */
  readonly baseUrl: string;
  /** The event is checked and of the integration's trigger. */
  build(event: PbxEvent): EventRequest;
}

export type CompileResult =
  | { readonly compiled: CompiledRequest }
  /** With the errors and the warnings of the integration. */
  | { readonly problems: readonly Problem[] };

export function compileRequest({ integration, dialect: resolved }: CompileSource): CompileResult {
  const { dialect } = resolved;
  const problems = checkIntegration(integration, dialect);
  if (hasErrors(problems)) return { problems };
  const used = new Set<AssumptionId>();
  const { isJson, isInQuery, contentType } = choosePlace(integration, dialect, used);
  const { target, extra } = placeUrl(integration, dialect, used);
  const baseUrl = assembleUrl({ target, path: extra.path, queries: [target.query, extra.query] });
  const headers = buildHeaders({ integration, dialect, contentType, reveal: undefined, used, problems: [] });
  const payloadSource = { fieldValues: integration.fieldValues, dialect };
  const writePayload = isJson ? compileJson(payloadSource) : compileForm(payloadSource);
  if (integration.fieldValues.some(({ field }) => findField(field)?.type === 'instant')) used.add('date-time-format');
  const assumptionsOf = listCombinations(used, resolved);
  const joint = target.query === '' && extra.query === '' ? '?' : '&';
  return {
    compiled: {
      ...{ method: integration.method, ...headers, baseUrl },
      build: (event) => {
        const { text, bits } = writePayload(event);
        const assumptions = assumptionsOf[bits] ?? [];
        if (!isInQuery) return { url: baseUrl, body: text, assumptions };
        return { url: text === '' ? baseUrl : baseUrl + joint + text, body: null, assumptions };
      },
    },
  };
}

/** The assumptions by the bits of the payload. `always`: those that do not depend on the event. */
function listCombinations(always: ReadonlySet<AssumptionId>, dialect: ResolvedDialect): AssumptionId[][] {
  const entries = Object.entries(payloadBits) as [AssumptionId, number][];
  return Array.from({ length: payloadBitsEnd }, (_, bits) => {
    const used = entries.flatMap(([id, bit]) => ((bits & bit) === 0 ? [] : [id]));
    return listAssumptions(new Set([...always, ...used]), dialect);
  });
}
