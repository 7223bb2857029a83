// How Switchhook treats an endpoint: retries, breaker, rate, concurrency, order, signing. A policy has layers, and each member says
// which one it comes from: what is built in, the tenant set's, the endpoint's own. Pure.
import * as z from 'zod';

export const endpointPolicySchema = z.strictObject({
  /** Delays before the 2nd, 3rd … attempt, in milliseconds; an empty list: no automatic retry. ±20 % are added by chance. */
  retryDelaysMs: z
    .array(
      z
        .int()
        .min(100)
        .max(7 * 86_400_000),
    )
    .max(20),
  /** Total, from connect to last byte. null: the setting. */
  deadlineMs: z.int().min(100).max(600_000).nullable(),
  /** Whether failures open the breaker. */
  breaker: z.boolean(),
  /** Attempts a second, counted together with the endpoints of the same origin that have the same rate; null: as many as there are. */
  ratePerSecond: z.number().min(0.01).max(10_000).nullable(),
  /** Attempts under way to this endpoint; to all endpoints of an origin as many as the widest of them may have. */
  concurrency: z.int().min(1).max(256),
  /** One at a time in the order of accept, for each integration: the next waits until the one before is delivered or dead. */
  fifo: z.boolean(),
  /** Whether `Switchhook-Delivery` and `Switchhook-Attempt` are sent. */
  ownHeaders: z.boolean(),
  /** Names of vault secrets (kind signing) for Standard Webhooks; the second one signs too while keys are rotated. */
  signingSecrets: z.array(z.string()).max(2),
});
export type EndpointPolicy = z.infer<typeof endpointPolicySchema>;
export type PolicyMember = keyof EndpointPolicy;

const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

export const defaultPolicy: EndpointPolicy = {
  retryDelaysMs: [
    5 * seconds,
    5 * minutes,
    30 * minutes,
    2 * hours,
    5 * hours,
    10 * hours,
    14 * hours,
    20 * hours,
    24 * hours,
  ],
  deadlineMs: null,
  breaker: true,
  ratePerSecond: null,
  concurrency: 16,
  fifo: false,
  ownHeaders: true,
  signingSecrets: [],
};

export const policyMembers = Object.keys(endpointPolicySchema.shape) as PolicyMember[];

/** What one layer says; what it leaves out comes from the layer below. */
export const partialPolicySchema = endpointPolicySchema.partial();
export type PartialPolicy = z.infer<typeof partialPolicySchema>;
/** `clear` takes members out of the layer, so that the one below shows again. Wider than the policy: the engine answers with reasons. */
export const policyPatchSchema = z.strictObject({
  set: z.record(z.string(), z.json()).default({}),
  clear: z.array(z.string()).default([]),
});

export const policySourceSchema = z.enum(['default', 'tenant-set', 'endpoint']);
export type PolicySource = z.infer<typeof policySourceSchema>;

export const resolvedPolicySchema = z.object({
  policy: endpointPolicySchema,
  /** Member → where it comes from. */
  sources: z.record(z.string(), policySourceSchema),
});
export type ResolvedPolicy = {
  readonly policy: EndpointPolicy;
  readonly sources: Readonly<Record<PolicyMember, PolicySource>>;
};

/** The endpoint's own word counts first, then the tenant set's, then what is built in. */
export function resolvePolicy(ofSet: PartialPolicy, ofEndpoint: PartialPolicy): ResolvedPolicy {
  const sourceOf = (member: PolicyMember): PolicySource => {
    if (ofEndpoint[member] !== undefined) return 'endpoint';
    return ofSet[member] === undefined ? 'default' : 'tenant-set';
  };
  return {
    policy: { ...defaultPolicy, ...dropMissing(ofSet), ...dropMissing(ofEndpoint) } as EndpointPolicy,
    sources: Object.fromEntries(policyMembers.map((member) => [member, sourceOf(member)])) as ResolvedPolicy['sources'],
  };
}

function dropMissing(layer: PartialPolicy): PartialPolicy {
  return Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined));
}

/**
 * What a target is for breaker and policy: origin and path of the built URL, path arguments included, character for character up to
 * its query.
 */
export function endpointOf(builtUrl: string): string {
  const queryAt = builtUrl.indexOf('?');
  return queryAt === -1 ? builtUrl : builtUrl.slice(0, queryAt);
}
