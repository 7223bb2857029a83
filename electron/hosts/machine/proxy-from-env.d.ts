declare module 'proxy-from-env' {
  /** Empty: none. */
  export function getProxyForUrl(url: string): string;
}
