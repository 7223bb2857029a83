// The test bench: today the receiver and its captures.
import * as z from 'zod';
import { type Contract, call, noErrors, stream } from '../contract/contract.ts';
import { answerSchema, captureSchema, receiverStatusSchema } from './capture.ts';
import { benchErrors } from './errors.ts';

const error = benchErrors.schema;

export const benchContract = {
  status: call({ input: z.strictObject({}), output: receiverStatusSchema, error: noErrors }),
  /** Port 0 is a free one. Without a port, the setting. Extra host names are for a tunnel the user runs. */
  start: call({
    input: z.strictObject({
      port: z.int().min(0).max(65_535).optional(),
      answers: z.array(answerSchema).optional(),
      allowHosts: z.array(z.string()).default([]),
    }),
    output: receiverStatusSchema,
    error,
  }),
  stop: call({ input: z.strictObject({}), output: receiverStatusSchema, error: noErrors }),
  /** Answers from now on, in order; the last one stays. */
  setAnswers: call({
    input: z.strictObject({ answers: z.array(answerSchema) }),
    output: receiverStatusSchema,
    error: noErrors,
  }),
  /** Newest first. */
  captures: call({
    input: z.strictObject({ beforeSeq: z.int().optional(), limit: z.int().min(1).max(500).default(100) }),
    output: z.array(captureSchema),
    error: noErrors,
  }),
  capture: call({ input: z.strictObject({ id: z.string() }), output: captureSchema, error }),
  /** The receiver's status, then every capture after `afterSeq` and every one that comes, and changes of the status. */
  watch: stream({
    input: z.strictObject({ afterSeq: z.int().optional() }),
    event: z.discriminatedUnion('type', [
      z.object({ type: z.literal('status'), status: receiverStatusSchema }),
      z.object({ type: z.literal('capture'), seq: z.int(), capture: captureSchema }),
    ]),
  }),
} satisfies Contract;
