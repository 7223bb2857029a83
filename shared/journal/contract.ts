// Reading the journal, newest first.
import * as z from 'zod';
import { type Contract, call, noErrors } from '../contract/contract.ts';
import { journalLineSchema } from './line.ts';

export const journalContract = {
  list: call({
    input: z.strictObject({
      /** Only lines about this id. */
      subject: z.string().optional(),
      beforeSeq: z.int().optional(),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.array(journalLineSchema),
    error: noErrors,
  }),
} satisfies Contract;
