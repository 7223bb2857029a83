// Why an attempt got no whole answer: a closed list with a sentence each. None quotes what was sent.
import { defineErrors } from '../kernel/app-error.ts';

interface Refused {
  /** As it stands in the URL. */
  readonly host: string;
  readonly address: string;
}

function refuse(kind: string, allow: (detail: Refused) => string) {
  return (detail: Refused) => {
    const what =
      detail.host === detail.address ? `${detail.address} is` : `${detail.host} stands for ${detail.address},`;
    return `${what} ${kind}, and the target guard lets only public addresses through. Nothing was sent. ${allow(detail)}`;
  };
}

const allowRange = () => 'If it is right, allow its range with --allow-target, or for the whole tenant set.';

export const attemptErrors = defineErrors({
  TARGET_LOOPBACK: refuse(
    'a loopback address (this computer)',
    () => 'If it is right, allow it with --allow-target loopback, or for the whole tenant set.',
  ),
  TARGET_PRIVATE: refuse(
    'a private address',
    () => 'If it is right, allow it with --allow-target private or a range, or for the whole tenant set.',
  ),
  TARGET_LINK_LOCAL: refuse('a link-local address', allowRange),
  TARGET_CGNAT: refuse("an address behind a carrier's NAT", allowRange),
  TARGET_MULTICAST: refuse('a multicast address', allowRange),
  TARGET_DOCUMENTATION: refuse('an address for documentation only', allowRange),
  TARGET_BENCHMARKING: refuse('an address for benchmarks only', allowRange),
  TARGET_UNSPECIFIED: refuse('the unspecified address (this computer)', allowRange),
  TARGET_RESERVED: refuse('a reserved address', allowRange),
  TARGET_CONTROL_PORT: (detail: { port: number }) =>
    `Port ${detail.port} belongs to Switchhook itself, which is never a target. Nothing was sent. Correct the URL.`,

  DNS_FAILED: (detail: { host: string }) =>
    `The name ${detail.host} has no address, so nothing was sent. Check its spelling and the network.`,
  DNS_TIMEOUT: (detail: { host: string }) =>
    `The name ${detail.host} was not resolved in time, so nothing was sent. Check the network.`,
  CONNECT_REFUSED: () => 'The endpoint refused the connection, so nothing was sent. Is it running on that port?',
  CONNECT_TIMEOUT: () => 'No connection was made in time, so nothing was sent. Check the address and the firewall.',
  CONNECT_RESET: () => 'The connection was broken off while it was being made, so nothing was sent. Try again.',
  CONNECT_FAILED: () => 'No connection could be made, so nothing was sent. Try again.',
  NETWORK_UNREACHABLE: () =>
    'There is no way to the endpoint, so nothing was sent. Check the network of this computer.',
  PROXY_UNUSABLE: () =>
    'The environment names a proxy that is no http:// or https:// one, so nothing was sent. Correct HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, or except the endpoint with NO_PROXY.',
  PROXY_UNREACHABLE: (detail: { host: string }) =>
    `The proxy ${detail.host} was not reached, or does not answer as one, so nothing was sent. Check the network, and the proxy that the environment names.`,
  PROXY_REFUSED: (detail: { host: string; status: number }) =>
    `The proxy ${detail.host} answered ${detail.status} and made no connection, so nothing was sent. Ask whoever runs it to let the endpoint through.`,
  TLS_EXPIRED: () => "The endpoint's certificate has expired, so nothing was sent. Its operator must renew it.",
  TLS_NOT_YET_VALID: () =>
    "The endpoint's certificate is not valid yet, so nothing was sent. Check the clock of this computer.",
  TLS_SELF_SIGNED: () =>
    "The endpoint's certificate is signed by itself, so nothing was sent. Its operator must install a trusted one.",
  TLS_UNTRUSTED: () =>
    "The endpoint's certificate comes from an authority this computer does not trust, so nothing was sent. Its operator must install a trusted one, with its whole chain.",
  TLS_WRONG_HOST: () => "The endpoint's certificate is for another name, so nothing was sent. Check the URL.",
  TLS_FAILED: () =>
    'No secure connection could be agreed on, so nothing was sent. Does the endpoint speak TLS 1.2 or 1.3 on that port?',

  DEADLINE: (detail: { deadlineMs: number }) =>
    `The endpoint had not answered wholly after ${detail.deadlineMs / 1000} s, and the connection was closed. It may have received the request.`,
  RESPONSE_CUT_OFF: () =>
    'The connection ended before the answer was complete. The endpoint may have received the request.',
  RESPONSE_MALFORMED: () =>
    'What came back is no valid HTTP/1.1 answer, and the connection was closed. The endpoint may have received the request.',
  RESPONSE_HEADERS_TOO_LARGE: () =>
    'The headers of the answer are larger than 32 KiB, and the connection was closed. The endpoint may have received the request.',
  RESPONSE_TOO_MANY_INTERIM: () =>
    'The endpoint sent one interim answer after the other, and the connection was closed. It may have received the request.',
  ATTEMPT_INTERRUPTED: () =>
    'Switchhook ended while this attempt was under way. The endpoint may have received the request.',
});

export type AttemptErrorCode = (typeof attemptErrors.codes)[number];
