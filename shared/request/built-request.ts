// The finished HTTP request, as data: what the preview prints, what dispatch sends and what a delivery keeps (without secrets).
import * as z from 'zod';
import { problemSchema } from '../kernel/problem.ts';

export const headerListSchema = z.array(z.tuple([z.string(), z.string()]));
/** Names and values in the order they go out. */
export type HeaderList = z.infer<typeof headerListSchema>;

export const builtRequestSchema = z.strictObject({
  method: z.enum(['GET', 'POST']),
  url: z.string(),
  headers: headerListSchema,
  /** null: no body. An empty form is an empty string. */
  body: z.string().nullable(),
});
export type BuiltRequest = z.infer<typeof builtRequestSchema>;

/** What `preview --json` prints: with an error among the problems nothing is built and the request's members are null. */
export const previewSchema = z.strictObject({
  method: z.enum(['GET', 'POST']).nullable(),
  url: z.string().nullable(),
  headers: headerListSchema.nullable(),
  body: z.string().nullable(),
  assumptions: z.array(z.string()),
  problems: z.array(problemSchema),
});
export type Preview = z.infer<typeof previewSchema>;
