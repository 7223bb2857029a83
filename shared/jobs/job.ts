// Long work with progress, as people see it: a replay of many deliveries today, synchronisation and bulk edits in the same form.
import * as z from 'zod';
import { jobIdSchema } from '../kernel/ids.ts';

/**
 * running ⇄ paused, running → done | cancelled | failed, paused → cancelled.
 * - a job is made `running`; what it works on is written with it, in one transaction, and never grows.
 * - `paused`: by a person, or by itself (`stopReason` says why); resuming makes it `running` again.
 * - `cancelled` by a person: what was not begun stays undone, what was begun ends.
 * - `done`: every item was worked on, however each one ended. `failed`: it could not go on at all.
 * A process that ends leaves its job `running`; the next owner of the data folder goes on with it.
 */
export const jobStates = ['running', 'paused', 'done', 'cancelled', 'failed'] as const;
export const jobStateSchema = z.enum(jobStates);
export type JobState = z.infer<typeof jobStateSchema>;

export const jobKindSchema = z.enum(['replay']);
export type JobKind = z.infer<typeof jobKindSchema>;

export const jobSchema = z.object({
  id: jobIdSchema,
  kind: jobKindSchema,
  /** One line: what it does to what. */
  title: z.string(),
  state: jobStateSchema,
  createdAt: z.string(),
  /** null while it is running or paused. */
  endedAt: z.string().nullable(),
  /** The system user who asked for it. */
  actor: z.string(),
  total: z.int(),
  /** Items that ended, well or not. */
  finished: z.int(),
  succeeded: z.int(),
  failed: z.int(),
  /** Items that were left alone with a reason, such as a delivery that was sent in the meantime. */
  skipped: z.int(),
  /** Why it paused by itself or failed; a sentence. */
  stopReason: z.string().nullable(),
  /** What it was told: shown, never interpreted outside its kind. */
  options: z.record(z.string(), z.json()),
});
export type Job = z.infer<typeof jobSchema>;

export const jobItemSchema = z.object({
  /** The delivery, integration … it is about. */
  subject: z.string(),
  state: z.enum(['waiting', 'begun', 'succeeded', 'failed', 'skipped']),
  /** What came of it: the id of what was made, when that is another one. */
  outcome: z.string().nullable(),
  /** Why it failed or was skipped; a sentence. */
  reason: z.string().nullable(),
});
export type JobItem = z.infer<typeof jobItemSchema>;
