import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, test } from 'vitest';
import { packageReasons } from '../../build/boundaries.ts';
import { type Imported, judgeImport } from './import-rules.ts';
import { listFiles, projectRoot, readText } from './read-tree.ts';

const sourceFolders = ['shared', 'electron', 'renderer', 'build', 'test'];

async function readImports(): Promise<{ modules: number; imports: { from: string; imported: Imported }[] }> {
  const { output } = await cruise(sourceFolders, {
    baseDir: projectRoot,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|node_modules/.cache)' },
  });
  const { modules } = output as ICruiseResult;
  const own = modules.filter((module) => sourceFolders.includes(module.source.split('/')[0] ?? ''));
  const imports = own.flatMap((module) =>
    module.dependencies.map((dependency) => ({ from: module.source, imported: classify(dependency) })),
  );
  return { modules: own.length, imports };
}

function classify(dependency: { module: string; resolved: string; coreModule: boolean }): Imported {
  if (dependency.coreModule) return { kind: 'node', name: dependency.module };
  if (dependency.module.startsWith('.')) return { kind: 'file', path: dependency.resolved };
  const parts = dependency.module.split('/');
  return { kind: 'package', name: dependency.module.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '') };
}

describe('imports', () => {
  test('every import of the tree is allowed by build/boundaries.ts', async () => {
    const { modules, imports } = await readImports();
    const sources = listFiles().filter((path) =>
      /^(shared|electron|renderer|build|test)\/.*\.(ts|tsx|mjs)$/.test(path),
    );
    // A reader that finds no modules would find no fault either.
    expect(modules).toBeGreaterThanOrEqual(sources.filter((path) => !path.endsWith('.d.ts')).length);
    expect(imports.length).toBeGreaterThan(modules);
    const forbidden = imports.map(({ from, imported }) => judgeImport(from, imported)).filter((why) => why !== null);
    expect([...new Set(forbidden)]).toEqual([]);
  });

  test.each<[string, Imported]>([
    ['shared/request/url.ts', { kind: 'node', name: 'node:url' }],
    ['shared/request/url.ts', { kind: 'file', path: 'shared/dispatch/delivery.ts' }],
    ['shared/request/url.ts', { kind: 'file', path: 'shared/query/query.ts' }],
    ['shared/kernel/ids.ts', { kind: 'file', path: 'shared/request/event.ts' }],
    ['electron/engine/vault/vault.ts', { kind: 'package', name: 'electron' }],
    ['electron/engine/tenants/tenants.ts', { kind: 'file', path: 'electron/engine/dispatch/dispatch.ts' }],
    ['electron/engine/dispatch/send.ts', { kind: 'file', path: 'electron/engine/vault/vault-file.ts' }],
    ['electron/hosts/cli/main.ts', { kind: 'file', path: 'electron/engine/vault/vault.ts' }],
    ['electron/hosts/cli/main.ts', { kind: 'file', path: 'electron/hosts/loopback/server.ts' }],
    ['electron/hosts/cli/main.ts', { kind: 'package', name: 'undici' }],
    ['electron/hosts/loopback/main.ts', { kind: 'package', name: 'electron' }],
    ['electron/hosts/desktop/desktop.ts', { kind: 'file', path: 'electron/hosts/cli/ports.ts' }],
    ['electron/preload.ts', { kind: 'file', path: 'electron/hosts/desktop/engine-ipc.ts' }],
    ['renderer/features/vault/page.tsx', { kind: 'file', path: 'renderer/features/settings/page.tsx' }],
    ['renderer/features/vault/page.tsx', { kind: 'file', path: 'renderer/app/store.ts' }],
    ['renderer/features/vault/page.tsx', { kind: 'node', name: 'node:fs' }],
    ['renderer/ui/button.tsx', { kind: 'file', path: 'shared/vault/contract.ts' }],
    ['renderer/client/client.ts', { kind: 'file', path: 'electron/engine/ports.ts' }],
  ])('%s must not import %o', (from, imported) => {
    expect(judgeImport(from, imported)).not.toBeNull();
  });

  test.each<[string, Imported]>([
    ['shared/dispatch/delivery.ts', { kind: 'file', path: 'shared/request/event.ts' }],
    ['shared/dispatch/delivery.ts', { kind: 'package', name: 'zod' }],
    ['electron/engine/dispatch/send.ts', { kind: 'file', path: 'electron/engine/vault/vault.ts' }],
    ['electron/engine/dispatch/send.ts', { kind: 'file', path: 'electron/engine/dispatch/accept.ts' }],
    ['electron/engine/engine.ts', { kind: 'file', path: 'electron/engine/dispatch/dispatch.ts' }],
    ['electron/hosts/cli/main.ts', { kind: 'file', path: 'electron/engine/engine.ts' }],
    ['renderer/features/vault/page.tsx', { kind: 'file', path: 'renderer/features/vault/store.ts' }],
    ['renderer/features/vault/page.tsx', { kind: 'file', path: 'renderer/ui/button.tsx' }],
    ['renderer/app/store.ts', { kind: 'file', path: 'renderer/features/vault/store.ts' }],
  ])('%s may import %o', (from, imported) => {
    expect(judgeImport(from, imported)).toBeNull();
  });
});

test('every installed package has its reason in build/boundaries.ts, and no other is named there', () => {
  const manifest = JSON.parse(readText('package.json'));
  const installed = Object.keys({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  });
  expect(Object.keys(packageReasons).sort()).toEqual(installed.sort());
});
