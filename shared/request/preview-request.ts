// What `preview` shows: the request that decoded files would give, with secrets masked unless asked otherwise, and everything wrong with them.
import { hasErrors, type Problem } from '../kernel/problem.ts';
import { buildChecked } from './build-request.ts';
import type { Preview } from './built-request.ts';
import { parseDialectFile, resolveDialect } from './dialect-file.ts';
import { parseEventFile } from './event-file.ts';
import { isFileObject, ownMember } from './file-reader.ts';
import { parseIntegrationFile } from './integration-file.ts';
import type { Reveal } from './request-headers.ts';

/** As JSON or YAML decoding gave them, or as typed values: both have the shapes of files. */
export interface PreviewSource {
  readonly integration: unknown;
  readonly event: unknown;
  /** A dialect file; undefined for none. */
  readonly dialect?: unknown;
  readonly reveal?: Reveal | undefined;
}

/** Problems come in the order integration, event, dialect. */
export function previewRequest(source: PreviewSource): Preview {
  const dialectFile = parseDialectFile(source.dialect);
  const dialect = resolveDialect(dialectFile.dialect ?? undefined);
  const { integration, problems: ofIntegration } = parseIntegrationFile(source.integration, dialect.dialect);
  const { event, problems: ofEvent } = parseEventFile(source.event, readTrigger(source.integration));
  const problems = [...ofIntegration, ...ofEvent, ...dialectFile.problems];
  if (integration === null || event === null || hasErrors(problems)) return emptyPreview(problems);
  const result = buildChecked({ integration, event, dialect, reveal: source.reveal }, problems);
  if (!result.built) return emptyPreview(result.problems);
  return { ...result.request, assumptions: [...result.assumptions], problems: [...result.problems] };
}

/** Also of an integration that cannot be read as a whole: the event is still judged against its trigger. */
function readTrigger(integration: unknown): string | undefined {
  const id = isFileObject(integration) ? ownMember(integration, 'triggerEvent') : undefined;
  return typeof id === 'string' ? id : undefined;
}

function emptyPreview(problems: readonly Problem[]): Preview {
  return { method: null, url: null, headers: null, body: null, assumptions: [], problems: [...problems] };
}
