// The Chromium of tests, pictures and benchmarks: Debian's, and nothing of it asks the network by itself.

export const chromiumProgram = '/usr/bin/chromium';

export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
