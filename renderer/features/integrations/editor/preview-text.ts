// The request as the preview pane writes it, and which of its characters rest on an assumption. Pure; the bytes are those of the
// request, only a JSON body is broken into lines.
import type { AssumptionId } from '../../../../shared/request/assumptions.ts';
import type { BuiltRequest } from '../../../../shared/request/built-request.ts';
import { formatPreviewAsCurl } from '../../../../shared/request/format-curl.ts';
import { formatPreviewAsHttp } from '../../../../shared/request/format-http.ts';
import type { ScreenPreview, ScreenRow } from '../../../../shared/request/screen-preview.ts';
import type { CodeMark } from '../../../ui/code-lines.ts';

export const previewViews = ['http', 'curl', 'json', 'query', 'saved'] as const;
export type PreviewView = (typeof previewViews)[number];

export interface PreviewText {
  readonly text: string;
  readonly marks: readonly CodeMark[];
  /** By the number of the field row: the line it stands in. */
  readonly lineOfRow: ReadonlyMap<number, number>;
}

/** In the order in which one reads them: those of the first line and the headers, then those of the rows, then the rest. */
export function orderAssumptions({ assumptions, rows }: ScreenPreview): AssumptionId[] {
  const first: readonly AssumptionId[] = ['get-json', 'post-query', 'path-arguments', 'token-header'];
  const order = [...first.filter((id) => assumptions.includes(id)), ...rows.flatMap((row) => row.assumptions)];
  return [...new Set([...order, ...assumptions])];
}

const flatMember = /("(?:[^"\\]|\\.)*")\s*:\s*("(?:[^"\\]|\\.)*"|[^,}]+)/g;

/** One member to a line. A body that is no JSON object stays as it is. */
export function breakJson(body: string): string {
  if (!body.startsWith('{')) return body;
  const members = [...body.matchAll(flatMember)].map(([, key, value]) => `  ${key}: ${value}`);
  return members.length === 0 ? body : `{\n${members.join(',\n')}\n}`;
}

export function writeHttp(preview: ScreenPreview, pathArguments: string): PreviewText | null {
  const { request } = preview;
  if (request === null) return null;
  const text = formatPreviewAsHttp({ ...request, body: request.body === null ? null : breakJson(request.body) }, []);
  return { text, ...locate({ preview, text, pathArguments, isBody: request.body?.startsWith('{') === true }) };
}

export function writeJsonBody(preview: ScreenPreview): PreviewText | null {
  const body = preview.request?.body;
  if (!body?.startsWith('{')) return null;
  const text = breakJson(body);
  return { text, ...locate({ preview, text, pathArguments: '', isBody: true }) };
}

/** One parameter to a line; null: nothing travels in a query or a form. */
export function writeQuery({ request }: ScreenPreview): string | null {
  if (request === null) return null;
  const { url, body } = request;
  const query = body === null || body.startsWith('{') ? new URL(url).search.slice(1) : body;
  return query === '' ? null : query.split('&').join('\n&');
}

export function writeCurl({ request }: ScreenPreview): string | null {
  return request === null ? null : formatPreviewAsCurl(request);
}

interface Place {
  readonly preview: ScreenPreview;
  readonly text: string;
  readonly pathArguments: string;
  /** Whether the rows stand one to a line in the body. */
  readonly isBody: boolean;
}

function locate(place: Place): Omit<PreviewText, 'text'> {
  const order = orderAssumptions(place.preview);
  const head = markPathArguments(place, order);
  if (!place.isBody) return { marks: head, lineOfRow: new Map() };
  const lines = place.text.split('\n');
  const firstLine = lines.lastIndexOf('{') + 1;
  const lineOfRow = new Map<number, number>();
  const marks: CodeMark[] = [...head];
  for (const [index, row] of place.preview.rows.entries()) {
    if (row.isLeftOut || row.value === null) continue;
    const line = firstLine + lineOfRow.size;
    lineOfRow.set(index, line);
    marks.push(...markValue({ row, line, lines, order }));
  }
  return { marks, lineOfRow };
}

function markPathArguments({ text, pathArguments }: Place, order: readonly AssumptionId[]): CodeMark[] {
  const number = order.indexOf('path-arguments') + 1;
  const shown = pathArguments.trim().replace(/^[/?]+/, '');
  const firstLine = text.split('\n', 1)[0] ?? '';
  const start = number === 0 || shown === '' ? -1 : firstLine.indexOf(shown);
  return start < 0 ? [] : [{ start, end: start + shown.length, number }];
}

interface RowPlace {
  readonly row: ScreenRow;
  readonly line: number;
  readonly lines: readonly string[];
  readonly order: readonly AssumptionId[];
}

function markValue({ row, line, lines, order }: RowPlace): CodeMark[] {
  const [id] = row.assumptions;
  const text = lines[line] ?? '';
  const found = /^ {2}"(?:[^"\\]|\\.)*": ("?)(.*?)("?),?$/d.exec(text)?.indices?.[2];
  if (id === undefined || found === undefined) return [];
  const lineStart = lines.slice(0, line).reduce((sum, known) => sum + known.length + 1, 0);
  return [{ start: lineStart + found[0], end: lineStart + found[1], number: order.indexOf(id) + 1 }];
}

const encoder = new TextEncoder();

/** Of the body, or of the query where there is none. */
export function countBytes({ url, body }: BuiltRequest): number {
  return encoder.encode(body ?? new URL(url).search.slice(1)).length;
}
