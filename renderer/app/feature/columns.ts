// Which columns of a list are shown, in which order and how wide, as the address writes it: `cols=name,account:220`. Pure.

/** What the choice needs to know of a column of the grid. */
export interface ListColumn {
  readonly id: string;
  readonly header: string;
  readonly isHideable?: boolean | undefined;
  /** Stays in front of all others, as the column that holds a tree does. */
  readonly isFirst?: boolean | undefined;
}

export interface ShownColumn {
  readonly id: string;
  /** Absent: the width the column has by itself. */
  readonly widthPx?: number | undefined;
}

const leastWidthPx = 44;
const mostWidthPx = 1_200;

export function formatColumns(shown: readonly ShownColumn[]): readonly string[] {
  return shown.map(({ id, widthPx }) => (widthPx === undefined ? id : `${id}:${widthPx}`));
}

/** Reads any text: unknown columns and repeated ones count for nothing, and those that cannot be hidden are always there. */
export function readColumns(cols: readonly string[], all: readonly ListColumn[]): readonly ShownColumn[] {
  const shown = new Map<string, ShownColumn>();
  for (const text of cols) {
    const [id = '', width] = text.split(':');
    if (!shown.has(id) && all.some((column) => column.id === id)) shown.set(id, readWidth(id, width));
  }
  const kept = all.filter(({ id, isHideable }) => isHideable === false && !shown.has(id));
  const found = kept.reduce<readonly ShownColumn[]>((sofar, { id }) => showColumn(sofar, id, all), [...shown.values()]);
  return putFirst(found, all);
}

function readWidth(id: string, width: string | undefined): ShownColumn {
  const widthPx = Number(width);
  return width !== undefined && Number.isInteger(widthPx) && widthPx >= leastWidthPx && widthPx <= mostWidthPx
    ? { id, widthPx }
    : { id };
}

function putFirst(shown: readonly ShownColumn[], all: readonly ListColumn[]): readonly ShownColumn[] {
  const first = all.find(({ isFirst }) => isFirst === true)?.id;
  return [...shown.filter(({ id }) => id === first), ...shown.filter(({ id }) => id !== first)];
}

/** All columns in the order of those shown; a hidden one stands behind the one it follows by itself, where it would be shown. */
export function orderColumns(shown: readonly ShownColumn[], all: readonly ListColumn[]): readonly string[] {
  const order = shown.map(({ id }) => id);
  for (const [at, { id }] of all.entries()) {
    if (order.includes(id)) continue;
    const before = all[at - 1];
    order.splice(before === undefined ? 0 : order.indexOf(before.id) + 1, 0, id);
  }
  return order;
}

export function showColumn(
  shown: readonly ShownColumn[],
  id: string,
  all: readonly ListColumn[],
): readonly ShownColumn[] {
  return arrange([...shown, { id }], orderColumns(shown, all));
}

export function hideColumn(shown: readonly ShownColumn[], id: string): readonly ShownColumn[] {
  return shown.filter((column) => column.id !== id);
}

export interface ColumnMove {
  readonly id: string;
  /** The column whose place it takes. */
  readonly to: string;
}

export function moveColumn(
  shown: readonly ShownColumn[],
  { id, to }: ColumnMove,
  all: readonly ListColumn[],
): readonly ShownColumn[] {
  const order = orderColumns(shown, all);
  const moved = order.filter((other) => other !== id).toSpliced(order.indexOf(to), 0, id);
  return putFirst(arrange(shown, moved), all);
}

/** The column that one step up or down leads to: hidden ones are no step. undefined: there is none, or it may not be passed. */
export function stepFrom(
  shown: readonly ShownColumn[],
  { id, by }: { readonly id: string; readonly by: -1 | 1 },
  all: readonly ListColumn[],
): string | undefined {
  const isFixed = (column: string | undefined) => all.some((one) => one.id === column && one.isFirst === true);
  const at = shown.findIndex((column) => column.id === id);
  const to = at < 0 ? undefined : shown[at + by]?.id;
  return isFixed(id) || isFixed(to) ? undefined : to;
}

export function resizeColumn(shown: readonly ShownColumn[], { id, widthPx }: ShownColumn): readonly ShownColumn[] {
  const width = widthPx === undefined ? undefined : Math.min(Math.max(Math.round(widthPx), leastWidthPx), mostWidthPx);
  return shown.map((column) => {
    if (column.id !== id) return column;
    return width === undefined ? { id } : { id, widthPx: width };
  });
}

function arrange(shown: readonly ShownColumn[], order: readonly string[]): readonly ShownColumn[] {
  return order.flatMap((id) => shown.find((column) => column.id === id) ?? []);
}
