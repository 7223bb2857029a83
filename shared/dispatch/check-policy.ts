// Whether a change of a policy can be made, and why not. Pure: the engine refuses with it, a form shows it beside the field.
import type { Problem } from '../kernel/problem.ts';
import {
  endpointPolicySchema,
  type PartialPolicy,
  type PolicyMember,
  partialPolicySchema,
  policyMembers,
} from './endpoint-policy.ts';

export interface PolicyPatch {
  readonly set: Readonly<Record<string, unknown>>;
  readonly clear: readonly string[];
}

const rules: Readonly<Record<PolicyMember, string>> = {
  retryDelaysMs:
    'The retry schedule is a list of at most 20 whole numbers of milliseconds, each from 100 (0.1 s) to 604800000 (7 days). An empty list: no automatic retry.',
  deadlineMs:
    'The deadline of an attempt is a whole number of milliseconds from 100 to 600000, or null for the one of the settings.',
  breaker: 'The breaker is on (true) or off (false).',
  ratePerSecond: 'The rate is a number of attempts a second from 0.01 to 10000, or null for no limit.',
  concurrency: 'The concurrency is a whole number of attempts under way from 1 to 256.',
  fifo: 'Sending in order is on (true) or off (false).',
  ownHeaders: "Switchhook's own headers are sent (true) or not (false).",
  signingSecrets:
    'Signing takes the names of at most two different vault secrets: the one that holds, and another while keys are rotated.',
};

function isPolicyMember(name: string): name is PolicyMember {
  return Object.hasOwn(rules, name);
}

/** `path` is the member's name. Empty: it can be made. */
export function checkPolicyPatch({ set, clear }: PolicyPatch): Problem[] {
  const problems: Problem[] = [];
  const tell = (code: string, path: string, message: string) =>
    problems.push({ code, severity: 'error', path, message });
  for (const name of [...Object.keys(set), ...clear]) {
    if (!isPolicyMember(name)) {
      tell('POLICY_MEMBER_UNKNOWN', name, `A policy has no such member. It has ${policyMembers.join(', ')}.`);
    } else if (Object.hasOwn(set, name) && clear.includes(name)) {
      if (!problems.some(({ path }) => path === name)) {
        tell('POLICY_MEMBER_TWICE', name, 'It cannot be set and cleared at once.');
      }
    } else if (Object.hasOwn(set, name) && breaks(name, set[name])) {
      tell('POLICY_MEMBER_INVALID', name, rules[name]);
    }
  }
  return problems;
}

function breaks(name: PolicyMember, value: unknown): boolean {
  if (!endpointPolicySchema.shape[name].safeParse(value).success) return true;
  return name === 'signingSecrets' && new Set(value as readonly string[]).size < (value as readonly string[]).length;
}

/** `patch` has no problems. */
export function patchPolicy(layer: PartialPolicy, { set, clear }: PolicyPatch): PartialPolicy {
  const members = Object.entries({ ...layer, ...set }).filter(([name]) => !clear.includes(name));
  return partialPolicySchema.parse(Object.fromEntries(members));
}
