// How many deliveries stand how: totals for the saved views, and counts over time for the histogram and the sparklines. Kept as
// counters while a query is only a tenant set, an integration or nothing; counted otherwise.
import * as z from 'zod';
import { outcomes, results } from './delivery.ts';

/** How a delivery stands in a count: its last attempt's result, or `waiting` before it has one. */
export const standings = [...results, 'waiting'] as const;
export const standingSchema = z.enum(standings);
export type Standing = z.infer<typeof standingSchema>;

export const deliveryTotalsSchema = z.object({
  total: z.int(),
  byOutcome: z.object(
    Object.fromEntries(outcomes.map((outcome) => [outcome, z.int()])) as Record<(typeof outcomes)[number], z.ZodInt>,
  ),
  byStanding: z.object(
    Object.fromEntries(standings.map((standing) => [standing, z.int()])) as Record<Standing, z.ZodInt>,
  ),
  /** Those that name another one. */
  replays: z.int(),
});
export type DeliveryTotals = z.infer<typeof deliveryTotalsSchema>;

/** One bar: what was accepted from `from` until `until`, by how it stands now. Standings without any are left out. */
export const histogramBarSchema = z.object({
  from: z.string(),
  until: z.string(),
  counts: z.partialRecord(standingSchema, z.int()),
});
export type HistogramBar = z.infer<typeof histogramBarSchema>;
