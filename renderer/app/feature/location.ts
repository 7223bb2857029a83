// Where the window is: `#/integrations/int_42?q=event:inbound-call-answered&sort=-updated`. The address is the state, so links,
// history, saved views and tests are one string. Reading takes any text; what it does not understand falls back to the default.
import * as z from 'zod';

export interface AppLocation {
  /** The screen's id; empty: the default one. */
  readonly screen: string;
  /** What follows the screen, as `['int_42', 'edit']`. */
  readonly path: readonly string[];
  /** The tenant set; null: the default one. */
  readonly set: string | null;
  /** The query, as typed. */
  readonly q: string;
  /** A column, `-` before it for descending; null: the list's own order. */
  readonly sort: string | null;
  /** The columns shown, in order; null: the default ones. */
  readonly cols: readonly string[] | null;
  /** The id of the row that is open in the detail pane. */
  readonly sel: string | null;
  /** The detail pane's tab. */
  readonly tab: string | null;
  /** The editor: `true` with the integration in `sel`, `new` with the place in `sel` (an account's id or a PBX's service UUID). */
  readonly edit: string | null;
}

export type LocationChange = Partial<AppLocation>;

const name = z
  .string()
  .regex(/^-?[\w.-]{1,64}$/)
  .nullable()
  .catch(null);

const paramsSchema = z.object({
  set: name,
  q: z.string().catch(''),
  sort: name,
  cols: z
    .string()
    .transform((text) => text.split(',').filter((column) => column !== ''))
    .nullable()
    .catch(null),
  sel: name,
  tab: name,
  edit: name,
});

const paramNames = ['set', 'q', 'sort', 'cols', 'sel', 'tab', 'edit'] as const;

export function parseLocation(hash: string): AppLocation {
  const [place = '', search = ''] = splitOnce(hash.replace(/^#?\/?/, ''), '?');
  const [screen = '', ...path] = place.split('/').map(decodePart);
  const params = new URLSearchParams(search);
  const given = Object.fromEntries(paramNames.map((param) => [param, params.get(param)]));
  return { screen, path: path.filter((part) => part !== ''), ...paramsSchema.parse(given) };
}

/** With the leading `#`. Parameters that say nothing are left out. */
export function formatLocation({ screen, path, ...params }: AppLocation): string {
  const place = [screen, ...path].map(encodePart).join('/');
  const search = paramNames.flatMap((param) => {
    const value = params[param];
    if (value === null || value === '') return [];
    return [`${param}=${encodePart(typeof value === 'string' ? value : value.join(','))}`];
  });
  return search.length === 0 ? `#/${place}` : `#/${place}?${search.join('&')}`;
}

function splitOnce(text: string, sign: string): string[] {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Like a form's encoding, but the signs of the query language stay readable. */
function encodePart(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%20', '+')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%40', '@');
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
