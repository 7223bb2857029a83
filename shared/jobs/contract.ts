// Jobs: list, watch, pause, resume, cancel. Each kind of work is begun by its own slice.
import * as z from 'zod';
import { type Contract, call, noErrors, stream } from '../contract/contract.ts';
import { jobsErrors } from './errors.ts';
import { jobItemSchema, jobSchema } from './job.ts';

const idInput = z.strictObject({ id: z.string() });

export const jobsContract = {
  /** Newest first. */
  list: call({
    input: z.strictObject({ limit: z.int().min(1).max(200).default(50) }),
    output: z.array(jobSchema),
    error: noErrors,
  }),
  get: call({ input: idInput, output: jobSchema, error: jobsErrors.schema }),
  /** In the order of the plan. `after` is the position of the last one seen; only those in `state`, when one is named. */
  items: call({
    input: z.strictObject({
      id: z.string(),
      state: jobItemSchema.shape.state.optional(),
      after: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.array(jobItemSchema.extend({ position: z.int() })),
    error: jobsErrors.schema,
  }),
  pause: call({ input: idInput, output: jobSchema, error: jobsErrors.schema }),
  resume: call({ input: idInput, output: jobSchema, error: jobsErrors.schema }),
  cancel: call({ input: idInput, output: jobSchema, error: jobsErrors.schema }),
  /** Every job that has not ended and the last ten that have; then each one that is made or changes, a few times a second at most. */
  watch: stream({
    input: z.strictObject({}),
    event: z.object({ type: z.enum(['snapshot', 'changed']), seq: z.int(), jobs: z.array(jobSchema) }),
  }),
} satisfies Contract;
