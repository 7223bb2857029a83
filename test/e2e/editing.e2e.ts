// Editing over many starts of the program: drafts that stay, changes that do not overwrite each other, and what is refused.
import { describe, expect, test } from 'vitest';
import { writeRequestFiles } from '../support/request-files.ts';
import { type CliEnd, readJson, runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

interface StoredIntegration {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly requestUrl: string;
}

class Folder {
  readonly path = makeTemporaryFolder();

  run(...args: string[]): Promise<CliEnd> {
    return runCli([...args, '--json'], { folder: this.path });
  }

  async read<T>(...args: string[]): Promise<T> {
    const end = await this.run(...args);
    expect(end.code, end.stdout + end.stderr).toBe(0);
    return readJson<T & Record<string, unknown>>(end);
  }

  async refused(exit: number, code: string, ...args: string[]): Promise<string> {
    const end = await this.run(...args);
    expect(end.code, end.stdout + end.stderr).toBe(exit);
    const { error } = readJson<{ error: { code: string; message: string } }>(end);
    expect(error.code).toBe(code);
    return error.message;
  }

  show = (id: string) => this.read<StoredIntegration>('integrations', 'show', id);

  async find(query: string): Promise<StoredIntegration> {
    const page = await this.read<{ items: StoredIntegration[] }>(
      'integrations',
      'list',
      '--query',
      query,
      '--limit',
      '1',
    );
    const [found] = page.items;
    if (found === undefined) throw new Error(`Nothing matches ${query}.`);
    return found;
  }
}

const knownQuery = 'account:"Acme Dental" pbx:"Head Office" event:inbound-call-answered enabled:true';

describe('editing', () => {
  test('a draft stays over restarts, is never what is saved, and cannot be applied while it is broken', async () => {
    const folder = new Folder();
    const { id, requestUrl, revision } = await folder.find(knownQuery);
    await folder.read('integrations', 'edit', id, '--set', 'requestUrl=https://user:pw@crm.example.com/', '--draft');
    const draft = await folder.read<{ integration: { requestUrl: string }; problems: { code: string }[] }>(
      ...['integrations', 'draft', id],
    );
    expect(draft.integration.requestUrl).toBe('https://user:pw@crm.example.com/');
    expect(draft.problems.map(({ code }) => code)).toContain('URL_CREDENTIALS');
    expect(await folder.show(id)).toMatchObject({ requestUrl, revision });
    expect(await folder.refused(2, 'INTEGRATION_INVALID', 'integrations', 'draft', id, '--apply')).toMatch(/not saved/);

    // Corrected where it was left, and saved.
    await folder.read('integrations', 'edit', id, '--set', 'requestUrl=https://crm.example.com/v2', '--draft');
    await folder.read('integrations', 'draft', id, '--apply');
    expect(await folder.show(id)).toMatchObject({ requestUrl: 'https://crm.example.com/v2', revision: revision + 1 });
    await folder.refused(2, 'DRAFT_NONE', 'integrations', 'draft', id);
  });

  test('a draft that was begun before somebody else changed the original is a conflict, and nothing is overwritten', async () => {
    const folder = new Folder();
    const { id, name, revision } = await folder.find(knownQuery);
    await folder.read('integrations', 'edit', id, '--set', 'name=From the draft', '--draft');
    await folder.read('integrations', 'disable', id);
    const message = await folder.refused(5, 'INTEGRATION_CONFLICT', 'integrations', 'draft', id, '--apply');
    expect(message).toMatch(/Nothing was overwritten/);
    expect(await folder.show(id)).toMatchObject({ name, revision: revision + 1 });
    const draft = await folder.read<{ integration: { name: string } }>('integrations', 'draft', id);
    expect(draft.integration.name).toBe('From the draft');
    await folder.read('integrations', 'draft', id, '--discard');
    await folder.refused(2, 'DRAFT_NONE', 'integrations', 'draft', id, '--apply');
  });

  test('of edits at the same moment each is saved whole or refused as a conflict, and none undoes another', async () => {
    const folder = new Folder();
    const { id, revision } = await folder.find(knownQuery);
    const changes = { name: 'Renamed', pathArguments: 'v9/answered', requestUrl: 'https://crm.example.com/v9' };
    const assignments = Object.entries(changes);
    const ends = await Promise.all(
      assignments.map(([member, value]) => folder.run('integrations', 'edit', id, '--set', `${member}=${value}`)),
    );
    const saved = assignments.filter((_, index) => ends[index]?.code === 0);
    expect(ends.map(({ code }) => code).filter((code) => code !== 0 && code !== 5)).toEqual([]);
    expect(saved.length).toBeGreaterThan(0);
    expect(await folder.show(id)).toMatchObject({ ...Object.fromEntries(saved), revision: revision + saved.length });
  });

  test('only a disabled integration can be deleted, and then it is gone', async () => {
    const folder = new Folder();
    const { id } = await folder.find(knownQuery);
    await folder.refused(2, 'INTEGRATION_ENABLED', 'integrations', 'delete', id);
    await folder.read('integrations', 'disable', id);
    // One of two fails: exit 1, the other is done.
    const end = await folder.run('integrations', 'delete', id, 'int_nowhere');
    expect(end.code).toBe(1);
    expect(readJson(end)).toMatchObject({
      items: [{ id }],
      failed: [{ id: 'int_nowhere', error: { code: 'INTEGRATION_UNKNOWN' } }],
    });
    await folder.refused(2, 'INTEGRATION_UNKNOWN', 'integrations', 'show', id);
  });

  test('where Applications is off nothing can be created; once it is on it can', async () => {
    const folder = new Folder();
    writeRequestFiles(folder.path);
    const pbxs = await folder.read<{ items: { serviceUuid: string; accountId: string; friendlyName: string }[] }>(
      ...['pbxs', 'list', '--query', 'account:"Acme Dental" pbx:"Head Office"', '--limit', '1'],
    );
    const [{ serviceUuid, accountId } = { serviceUuid: '', accountId: '' }] = pbxs.items;
    const create = ['integrations', 'create', 'crm.json', '--account', accountId, '--pbx', serviceUuid];
    await folder.read('pbxs', 'applications', 'off', serviceUuid);
    expect(await folder.refused(2, 'APPLICATIONS_OFF', ...create)).toMatch(/Nothing was created/);
    await folder.read('pbxs', 'applications', 'on', serviceUuid);
    const created = await folder.read<StoredIntegration>(...create);
    expect((await folder.show(created.id)).name).toBe(created.name);
  });
});
