// What came to the receiver, and what the receiver answers.
import * as z from 'zod';
import { captureIdSchema, deliveryIdSchema, integrationIdSchema } from '../kernel/ids.ts';
import { headerListSchema } from '../request/built-request.ts';

export const captureSchema = z.object({
  id: captureIdSchema,
  seq: z.int(),
  receivedAt: z.string(),
  method: z.string(),
  /** The request target as it stood in the request line. */
  url: z.string(),
  /** `url` without the receiver's own `/in/<token>`: what the sender built. */
  path: z.string(),
  /** Names and values as they came, in order. */
  headers: headerListSchema,
  /** At most 1 MiB. */
  bodyBase64: z.string(),
  isCut: z.boolean(),
  peer: z.string(),
  integration: integrationIdSchema.nullable(),
  /** Trigger of that integration. */
  event: z.string().nullable(),
  deliveryId: deliveryIdSchema.nullable(),
  answeredStatus: z.int(),
});
export type Capture = z.infer<typeof captureSchema>;

export const answerSchema = z.strictObject({
  status: z.int().min(200).max(599).default(200),
  headers: headerListSchema.default([]),
  body: z.string().default(''),
  delayMs: z.int().min(0).max(600_000).default(0),
  /** How often before the next answer in the list takes over; without it, for ever. */
  times: z.int().min(1).optional(),
});
export type Answer = z.output<typeof answerSchema>;

export const receiverStatusSchema = z.object({
  isRunning: z.boolean(),
  /** What to give as request URL: free path token included. null while stopped. */
  url: z.string().nullable(),
  port: z.int().nullable(),
  startedAt: z.string().nullable(),
  captureCount: z.int(),
  answers: z.array(answerSchema),
});
export type ReceiverStatus = z.infer<typeof receiverStatusSchema>;
