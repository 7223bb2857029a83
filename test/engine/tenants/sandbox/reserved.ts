// Finds, in any data, what could belong to somebody: telephone numbers and hosts outside the ranges set aside for fiction.

const reservedNumber =
  /^(?:0[2378](?:5550|7010)\d{4}|1[38]00975(?:70[7-9]|71[01])|0491570(?:006|156|157|158|159|110|313|737))$/;
const reservedHost = /(?:^|\.)(?:example\.(?:com|net|org)|[a-z0-9-]+\.test)$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** A name with a dot and letters at the end, as `crm.example.com`. */
const hostLike = /[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/gi;

export function findUnreserved(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(findUnreserved);
  if (typeof value !== 'string' || uuid.test(value)) return [];
  const hosts = value.match(hostLike) ?? [];
  // Six digits in a row are a number of some kind; ids are words that begin with their kind.
  const numbers = /^(?:acc|int)_/.test(value) ? [] : (value.match(/\d[\d ]{4,}\d/g) ?? []);
  return [
    ...hosts.filter((host) => !reservedHost.test(host.toLowerCase())),
    ...numbers.filter((number) => !reservedNumber.test(number.replaceAll(' ', ''))),
  ];
}
