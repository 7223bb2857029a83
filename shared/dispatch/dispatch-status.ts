// How dispatch stands as a whole: what waits, what is under way, which endpoints fail, and whether the disk lets it go on.
import * as z from 'zod';
import { integrationIdSchema } from '../kernel/ids.ts';

export const endpointHealthSchema = z.object({
  /** `https://crm.example.com/hook`, or for the breaker of connect and TLS failures an origin: `https://crm.example.com`. */
  endpoint: z.string(),
  scope: z.enum(['endpoint', 'origin']),
  /** open: nothing is sent. half-open: one attempt is made to see. */
  breaker: z.enum(['closed', 'open', 'half-open']),
  /** Of the window that opened it, or of the last five minutes. */
  failures: z.int(),
  attempts: z.int(),
  openedAt: z.string().nullable(),
  /** When it is tried again. */
  nextTrialAt: z.string().nullable(),
  /** Deliveries that wait for it without using an attempt. */
  waiting: z.int(),
});
export type EndpointHealth = z.infer<typeof endpointHealthSchema>;

export const dispatchStatusSchema = z.object({
  pending: z.int(),
  inFlight: z.int(),
  /** Why nothing is sent at all; a sentence. null: it is. */
  pausedBecause: z.string().nullable(),
  /** Open and half-open breakers. */
  failing: z.array(endpointHealthSchema),
  /** Integrations whose endpoint answered 410: nothing is sent until a person allows it again. */
  gone: z.array(z.object({ integrationId: integrationIdSchema, name: z.string(), since: z.string() })),
});
export type DispatchStatus = z.infer<typeof dispatchStatusSchema>;
