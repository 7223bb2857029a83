import { defineErrors } from '../kernel/app-error.ts';
import type { Problem } from '../kernel/problem.ts';

export const dispatchErrors = defineErrors({
  REQUEST_INVALID: (detail: { problems: readonly Problem[] }) =>
    `No request could be built, so nothing was accepted or sent. ${detail.problems
      .filter((problem) => problem.severity === 'error')
      .map((problem) => `${problem.path}: ${problem.message}`)
      .join(' ')}`,
  SECRET_UNKNOWN: (detail: { where: string }) =>
    `The secret for ${detail.where} is not held by Switchhook, so nothing was sent. Put it into the vault and name it in the integration.`,
  SANDBOX_NEEDS_RECEIVER: () =>
    'A sandbox integration is sent to the running receiver only, and none is running. Nothing was accepted or sent. Start one on the Test bench, or with: switchhook listen.',
  SANDBOX_TARGET: (detail: { to: string }) =>
    `A sandbox integration is sent to the running receiver only, not to ${detail.to}. Nothing was accepted or sent.`,
  RECEIVER_NOT_RUNNING: () =>
    'The receiver is not running, so nothing was accepted or sent. Start it on the Test bench, or with: switchhook listen.',
  TARGET_RULE_INVALID: (detail: { rule: string }) =>
    `“${detail.rule}” is not a range: use loopback, private or a CIDR range such as 10.1.0.0/16. Nothing was accepted or sent.`,
  DELIVERY_UNKNOWN: (detail: { id: string }) =>
    `There is no delivery “${detail.id}”, so nothing was done. List them with: switchhook deliveries list.`,
  DELIVERY_PENDING: (detail: { id: string }) =>
    `“${detail.id}” is still being sent, so it was not replayed. Wait for its outcome.`,
  DELIVERY_WORN_OUT: (detail: { id: string; attempts: number }) =>
    `“${detail.id}” has had ${detail.attempts} attempts, as many as one delivery can have, so nothing was sent. Send its event anew.`,
  REBUILD_UNKNOWN: (detail: { id: string }) =>
    `The integration of “${detail.id}” is no longer there, so it cannot be rebuilt and nothing was sent. Replay it byte-exact instead.`,
  REPLAY_PLAN_UNKNOWN: () =>
    'This replay was not planned, or the plan is too old. Nothing was sent. Plan it again and look at what it would do.',
  REPLAY_EMPTY: () =>
    'Nothing that can be replayed was selected, so nothing was sent. What is pending is sent by itself: select deliveries that were delivered or are dead.',
  NOT_ARMED: (detail: { tenantSet: string; count: number }) =>
    `${detail.tenantSet} is LIVE: real systems are behind it, and this would send ${detail.count === 1 ? 'one request' : `${detail.count} requests`} to them. Nothing was accepted or sent. Send to the receiver, or confirm the number ${detail.count}.`,
  EVENT_PLACE: (detail: { index: number }) =>
    `Event ${detail.index} names no account or PBX of the tenant set, so nothing was accepted with it. Name accountId for users, serviceUuid for calls.`,
  POLICY_INVALID: (detail: { problems: readonly Problem[] }) =>
    `The policy was not changed. ${detail.problems.map((problem) => `${problem.path}: ${problem.message}`).join(' ')}`,
  ENDPOINT_INVALID: (detail: { endpoint: string }) =>
    `“${detail.endpoint}” is no endpoint, so nothing was changed. An endpoint is a URL without its query, such as https://crm.example.com/hook.`,
  INTAKE_PAUSED: () =>
    'The disk is nearly full, so nothing was accepted. What was accepted before is kept. Free some space and do it again.',
});
