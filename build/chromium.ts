// The Chromium of tests, pictures and benchmarks: Debian's, and nothing of it asks the network by itself.

/** The same engine as the browser's without its window, whose own pages cost more at each start than most tests. */
export const chromiumProgram = '/usr/bin/chromium-headless-shell';
export const chromiumPackage = 'chromium-headless-shell';

export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
