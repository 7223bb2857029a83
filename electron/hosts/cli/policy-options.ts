// The policy of an endpoint as options: `--retry 1s,5s --rate 4/s`. How a value is typed, and how it is shown. Pure.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type EndpointPolicy, type PolicyMember, policyMembers } from '../../../shared/dispatch/endpoint-policy.ts';
import { parseDurationMs, spellDuration } from './duration.ts';

/** Stands for null, which commander would turn into an empty text. */
const noLimit = Symbol('no limit');

/** What is typed; a member that is not there was not given. */
export type PolicyOptions = Partial<{
  retry: EndpointPolicy['retryDelaysMs'];
  deadline: number | typeof noLimit;
  breaker: boolean;
  rate: number | typeof noLimit;
  concurrency: number;
  fifo: boolean;
  ownHeaders: boolean;
  sign: EndpointPolicy['signingSecrets'];
}>;

interface PolicyOption {
  readonly member: PolicyMember;
  readonly name: keyof PolicyOptions;
  readonly flag: string;
  readonly value: string;
  readonly meaning: string;
  parse(text: string): unknown;
  spell(policy: EndpointPolicy): string;
}

const onOff = (text: string): boolean => {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new InvalidArgumentError('It is on or off.');
};
const spellOnOff = (isOn: boolean): string => (isOn ? 'on' : 'off');

/** One for each member, in the order they are shown. What is out of range the engine refuses, with its reason. */
export const policyOptions: readonly PolicyOption[] = [
  {
    ...{ member: 'retryDelaysMs', name: 'retry', flag: '--retry', value: '<delays>' },
    meaning: 'delays before the 2nd, 3rd … attempt, as 5s,5m,2h; none: no automatic retry',
    parse: (text) => (text === 'none' ? [] : text.split(',').map((part) => duration(part.trim()))),
    spell: ({ retryDelaysMs }) => (retryDelaysMs.length === 0 ? 'none' : retryDelaysMs.map(spellDuration).join(',')),
  },
  {
    ...{ member: 'deadlineMs', name: 'deadline', flag: '--deadline', value: '<duration>' },
    meaning: 'of one attempt, from connect to the last byte; setting: the one of the settings',
    parse: (text) => (text === 'setting' ? noLimit : duration(text)),
    spell: ({ deadlineMs }) => (deadlineMs === null ? 'setting' : spellDuration(deadlineMs)),
  },
  {
    ...{ member: 'breaker', name: 'breaker', flag: '--breaker', value: '<on|off>' },
    meaning: 'whether it is left alone for a while when most attempts fail',
    parse: onOff,
    spell: ({ breaker }) => spellOnOff(breaker),
  },
  {
    ...{ member: 'ratePerSecond', name: 'rate', flag: '--rate', value: '<n/s>' },
    meaning: 'attempts a second to its origin, as 4/s; none: no limit',
    parse: parseRate,
    spell: ({ ratePerSecond }) => (ratePerSecond === null ? 'none' : `${ratePerSecond}/s`),
  },
  {
    ...{ member: 'concurrency', name: 'concurrency', flag: '--concurrency', value: '<count>' },
    meaning: 'attempts under way to it at once',
    parse: (text) => {
      if (/^\d{1,6}$/.test(text)) return Number(text);
      throw new InvalidArgumentError('It is a whole number, such as 8.');
    },
    spell: ({ concurrency }) => String(concurrency),
  },
  {
    ...{ member: 'fifo', name: 'fifo', flag: '--fifo', value: '<on|off>' },
    meaning: 'one at a time in the order of accept, for each integration',
    parse: onOff,
    spell: ({ fifo }) => spellOnOff(fifo),
  },
  {
    ...{ member: 'ownHeaders', name: 'ownHeaders', flag: '--own-headers', value: '<on|off>' },
    meaning: 'whether Switchhook-Delivery and Switchhook-Attempt are sent',
    parse: onOff,
    spell: ({ ownHeaders }) => spellOnOff(ownHeaders),
  },
  {
    ...{ member: 'signingSecrets', name: 'sign', flag: '--sign', value: '<names>' },
    meaning:
      'vault secrets it is signed with (Standard Webhooks); two, as new,old, while they are rotated; none: unsigned',
    parse: (text) => (text === 'none' ? [] : text.split(',').map((part) => part.trim())),
    spell: ({ signingSecrets }) => (signingSecrets.length === 0 ? 'none' : signingSecrets.join(',')),
  },
];

function duration(text: string): number {
  const parsed = parseDurationMs(text);
  if (parsed !== undefined) return parsed;
  throw new InvalidArgumentError(`“${text}” is no duration; write it as 500ms, 15s, 5m, 2h or 1d.`);
}

function parseRate(text: string): number | typeof noLimit {
  if (text === 'none') return noLimit;
  const rate = /^(\d{1,6}(?:\.\d{1,3})?)(?:\/s)?$/.exec(text)?.[1];
  if (rate !== undefined) return Number(rate);
  throw new InvalidArgumentError('It is a number a second, such as 4/s, or none.');
}

/** With values, for `set`. */
export function addPolicyOptions(command: Command): Command {
  for (const { flag, value, meaning, parse } of policyOptions) {
    command.addOption(new Option(`${flag} ${value}`, meaning).argParser(parse));
  }
  return command;
}

/** As switches, for `clear`. */
export function addPolicySwitches(command: Command): Command {
  for (const { flag, member } of policyOptions) command.option(flag, `take ${member} out of this layer`);
  return command;
}

export function readPolicySet(options: PolicyOptions): Record<string, never> {
  const given = policyOptions.filter(({ name }) => options[name] !== undefined);
  const read = (value: PolicyOptions[keyof PolicyOptions]) => (value === noLimit ? null : value) as never;
  return Object.fromEntries(given.map(({ member, name }) => [member, read(options[name])]));
}

/** Those that were named; none: all of them. */
export function readPolicyClear(options: Partial<Record<keyof PolicyOptions, boolean>>): PolicyMember[] {
  const named = policyOptions.filter(({ name }) => options[name] === true).map(({ member }) => member);
  return named.length === 0 ? [...policyMembers] : named;
}
