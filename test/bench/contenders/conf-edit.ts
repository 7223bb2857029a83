// The same integrations in conf, which is what electron-store is made of: an edit rewrites the whole file.
import Conf from 'conf';
import type { Integration } from '../../../shared/request/integration.ts';
import { benchIntegration, integrationIdOf } from '../bench-work.ts';
import { serveContender } from '../contender.ts';
import type { EditTask } from './engine-edit.ts';

serveContender<{ folder: string; pbxs: number; integrationsPerPbx: number }, EditTask, null>((setup) => {
  const { pbxs, integrationsPerPbx } = setup;
  const conf = new Conf<Record<string, Integration>>({ cwd: setup.folder, accessPropertiesByDotNotation: false });
  const entries = Array.from({ length: pbxs * integrationsPerPbx }, (_, index) => {
    const of = { pbx: Math.floor(index / integrationsPerPbx), nth: index % integrationsPerPbx };
    return [integrationIdOf(of.pbx, of.nth), benchIntegration('https://crm.example.com/hook', of)] as const;
  });
  conf.store = Object.fromEntries(entries);
  let edit = 0;
  return {
    run: async ({ edits }) => {
      for (let done = 0; done < edits; done += 1) {
        edit += 1;
        const pbx = (edit * 7_919) % pbxs;
        conf.set(integrationIdOf(pbx), benchIntegration(`https://crm.example.com/hook/${edit}`, { pbx, nth: 0 }));
      }
      return null;
    },
    close: async () => {},
  };
});
