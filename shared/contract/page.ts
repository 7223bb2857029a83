// Lists cross the contract as pages: a count, rows, and a cursor that only the engine reads.
import * as z from 'zod';

export const maximumPageSize = 500;

export const pageInputSchema = z.strictObject({
  /** Which tenant set; without one, the default set. */
  tenantSet: z.string().optional(),
  /** The query language, as typed. Empty matches all. */
  query: z.string().default(''),
  /** A column, `-` before it for descending. Unknown columns are refused. */
  sort: z.string().optional(),
  limit: z.int().min(1).max(maximumPageSize).default(100),
  cursor: z.string().optional(),
  /** Rows to pass over, for a window anywhere in the list. Counts only without a cursor. */
  offset: z.int().min(0).optional(),
});
/** For lists that grow at their head while they are read: only a cursor keeps its place. */
export const cursorPageInputSchema = pageInputSchema.omit({ offset: true });
export type PageInput = z.output<typeof pageInputSchema>;

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    /** How many match, all pages together. */
    total: z.int(),
    /** null on the last page. */
    nextCursor: z.string().nullable(),
    items: z.array(item),
  });
}
