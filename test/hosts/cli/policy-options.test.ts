import { Command } from 'commander';
import { expect, test } from 'vitest';
import {
  addPolicyOptions,
  addPolicySwitches,
  type PolicyOptions,
  policyOptions,
  readPolicyClear,
  readPolicySet,
} from '../../../electron/hosts/cli/policy-options.ts';
import { defaultPolicy, endpointPolicySchema, policyMembers } from '../../../shared/dispatch/endpoint-policy.ts';

function parse(...argv: string[]): PolicyOptions {
  const command = addPolicyOptions(new Command('set'))
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  return command.parse(argv, { from: 'user' }).opts();
}

test('every member of a policy has an option, and no option sets what is no member', () => {
  expect(policyOptions.map(({ member }) => member).toSorted()).toEqual(policyMembers.toSorted());
});

test('what is typed is what the contract takes', () => {
  const typed = parse(
    ...['--retry', '1s,5m,2h', '--deadline', '10s', '--breaker', 'off', '--rate', '4/s', '--concurrency', '8'],
    ...['--fifo', 'on', '--own-headers', 'off', '--sign', 'new, old'],
  );
  const set = {
    ...{ retryDelaysMs: [1_000, 300_000, 7_200_000], deadlineMs: 10_000, breaker: false, ratePerSecond: 4 },
    ...{ concurrency: 8, fifo: true, ownHeaders: false, signingSecrets: ['new', 'old'] },
  };
  expect(readPolicySet(typed)).toEqual(set);
  expect(endpointPolicySchema.safeParse(set).success).toBe(true);
});

test('what is left out is not set, and there is a word for none of it', () => {
  expect(readPolicySet(parse())).toEqual({});
  const none = parse('--retry', 'none', '--deadline', 'setting', '--rate', 'none', '--sign', 'none');
  expect(readPolicySet(none)).toEqual({ retryDelaysMs: [], deadlineMs: null, ratePerSecond: null, signingSecrets: [] });
});

test.each([
  ['--retry', '5'],
  ['--retry', '1s,,2s'],
  ['--deadline', 'never'],
  ['--breaker', 'true'],
  ['--rate', '4/min'],
  ['--concurrency', '1.5'],
  ['--fifo', ''],
])('%s %s is refused, not guessed', (flag, value) => {
  expect(() => parse(flag, value)).toThrow(/invalid/);
});

test('what is shown is what can be typed again', () => {
  for (const policy of [
    defaultPolicy,
    { ...defaultPolicy, retryDelaysMs: [], deadlineMs: 1_500, ratePerSecond: 0.5, signingSecrets: ['a', 'b'] },
  ]) {
    const argv = policyOptions.flatMap(({ flag, spell }) => [flag, spell(policy)]);
    expect(readPolicySet(parse(...argv))).toEqual(policy);
  }
});

test('clear takes out what it names, and all when it names nothing', () => {
  const clearing = (...argv: string[]) =>
    readPolicyClear(addPolicySwitches(new Command('clear')).parse(argv, { from: 'user' }).opts());
  expect(clearing('--rate', '--own-headers')).toEqual(['ratePerSecond', 'ownHeaders']);
  expect(clearing().toSorted()).toEqual(policyMembers.toSorted());
});
