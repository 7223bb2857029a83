// A problem is one finding about what a person wrote: an integration, an event, a dialect, a query or an import.
import * as z from 'zod';

export const problemSchema = z.strictObject({
  /** SCREAMING_SNAKE, from a closed list of the slice that finds it. */
  code: z.string(),
  /** An error stops what was asked for; a warning is only shown. */
  severity: z.enum(['error', 'warning']),
  /** Where it stands, as `fieldValues.5.field`, `event.values.source-number`, `dialect.boolean`. */
  path: z.string(),
  message: z.string(),
});

export type Problem = z.infer<typeof problemSchema>;

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
