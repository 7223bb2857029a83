// One line of the append-only record of intents, attempts and outcomes.
import * as z from 'zod';

export const journalActs = [
  'integration-created',
  'integration-saved',
  'integration-enabled',
  'integration-disabled',
  'integration-deleted',
  'applications-on',
  'applications-off',
  'sandbox-reset',
  'tenant-set-updated',
  'delivery-accepted',
  'delivery-replayed',
  'attempt-started',
  'attempt-ended',
  'delivery-ended',
  'deliveries-requeued',
  'deliveries-discarded',
  'deliveries-restored',
  'deliveries-removed',
  'deliveries-cancelled',
  'deliveries-retargeted',
  'sending-stopped',
  'sending-allowed',
  'breaker-closed',
  'policy-changed',
  'clock-went-back',
  'job-begun',
  'job-paused',
  'job-resumed',
  'job-cancelled',
  'job-ended',
  'receiver-started',
  'receiver-stopped',
] as const;
export type JournalAct = (typeof journalActs)[number];

export const journalLineSchema = z.object({
  seq: z.int(),
  /** ISO 8601, UTC. */
  at: z.string(),
  /** The system user. */
  actor: z.string(),
  act: z.enum(journalActs),
  /** Id of what it is about: an integration, a PBX, a delivery. */
  subject: z.string(),
  /** What a person wants to know besides; never a secret. */
  detail: z.record(z.string(), z.json()),
});
export type JournalLine = z.infer<typeof journalLineSchema>;
