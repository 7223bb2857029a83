// The only globals beyond ECMAScript that shared code may use: the same in Node and in a browser. Nothing else is to be added here.

interface URLSearchParams {
  append(name: string, value: string): void;
  toString(): string;
}
declare var URLSearchParams: { new (init?: string): URLSearchParams };

interface URL {
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}
declare var URL: { new (url: string, base?: string): URL };

interface TextEncoder {
  encode(input: string): Uint8Array;
}
declare var TextEncoder: { new (): TextEncoder };
