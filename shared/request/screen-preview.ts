// What the editor shows while a person types: the request of all that is right so far. A row in error is left out and named, so that
// one wrong row does not take the preview away; every other error does. For showing only: secrets are masked.
import { hasErrors, type Problem } from '../kernel/problem.ts';
import type { AssumptionId } from './assumptions.ts';
import { buildRequest } from './build-request.ts';
import type { BuiltRequest } from './built-request.ts';
import type { DialectFile, ResolvedDialect } from './dialect.ts';
import { parseDialectFile, resolveDialect } from './dialect-file.ts';
import type { PbxEvent } from './event.ts';
import type { Integration } from './integration.ts';
import { checkIntegration } from './integration-file.ts';
import { collectPayload } from './payload.ts';

export interface ScreenSource {
  readonly integration: Integration;
  /** null: there is none to show, as before a trigger event is chosen. */
  readonly event: PbxEvent | null;
  readonly dialect: DialectFile;
}

/** What one field row gives. */
export interface ScreenRow {
  readonly isLeftOut: boolean;
  /** As it is spelled, without quotes; null: this row sends nothing. */
  readonly value: string | null;
  /** What the value rests on, of the assumptions that are not confirmed. */
  readonly assumptions: readonly AssumptionId[];
}

export interface ScreenPreview {
  /** null: something other than a row is wrong, or there is no event. */
  readonly request: BuiltRequest | null;
  readonly assumptions: readonly AssumptionId[];
  /** Of the integration as it stands, and of the dialect; rows in error have theirs here. */
  readonly problems: readonly Problem[];
  /** The rows in error, as `fieldValues.5`. */
  readonly leftOut: readonly string[];
  /** One for each of `fieldValues`. */
  readonly rows: readonly ScreenRow[];
}

const rowOf = /^(?:headers|fieldValues)\.\d+/;

export function previewForScreen({ integration, event, dialect: file }: ScreenSource): ScreenPreview {
  const read = parseDialectFile(file);
  const dialect = resolveDialect(read.dialect ?? undefined);
  const found = checkIntegration(integration, dialect.dialect);
  const leftOut = listRowsInError(found);
  const isKept = (list: string) => (_row: unknown, index: number) => !leftOut.includes(`${list}.${index}`);
  const kept = {
    ...integration,
    headers: integration.headers.filter(isKept('headers')),
    fieldValues: integration.fieldValues.filter(isKept('fieldValues')),
  };
  const built = event === null || hasErrors(read.problems) ? null : buildRequest({ integration: kept, event, dialect });
  const isBuilt = built?.built === true;
  const assumptions = isBuilt ? built.assumptions : [];
  return {
    request: isBuilt ? built.request : null,
    assumptions,
    problems: [...found, ...read.problems],
    leftOut,
    rows: integration.fieldValues.map((row, index) =>
      leftOut.includes(`fieldValues.${index}`) || event === null
        ? { isLeftOut: event !== null, value: null, assumptions: [] }
        : showRow({ row, event, dialect, assumptions }),
    ),
  };
}

function listRowsInError(problems: readonly Problem[]): string[] {
  const rows = problems.flatMap(({ severity, path }) => (severity === 'error' ? (rowOf.exec(path) ?? []) : []));
  return [...new Set(rows)];
}

interface RowSource {
  readonly row: Integration['fieldValues'][number];
  readonly event: PbxEvent;
  readonly dialect: ResolvedDialect;
  /** Those of the whole request. */
  readonly assumptions: readonly AssumptionId[];
}

function showRow({ row, event, dialect, assumptions }: RowSource): ScreenRow {
  const used = new Set<AssumptionId>();
  const [member] = collectPayload({ fieldValues: [row], event, dialect: dialect.dialect, used });
  return {
    isLeftOut: false,
    value: member === undefined ? null : String(member.value ?? ''),
    assumptions: assumptions.filter((id) => used.has(id)),
  };
}
