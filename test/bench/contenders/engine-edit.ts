// Switchhook saving integrations one after another, as a person's edits come: each is on the disk when it is answered.
import { openBenchEngine, unwrap } from '../bench-engine.ts';
import { benchIntegration, integrationIdOf } from '../bench-work.ts';
import { serveContender } from '../contender.ts';

export interface EditTask {
  readonly edits: number;
}

serveContender<{ folder: string; pbxs: number }, EditTask, null>(async ({ folder, pbxs }) => {
  const { client, close } = await openBenchEngine(folder);
  let edit = 0;
  return {
    run: async ({ edits }) => {
      for (let done = 0; done < edits; done += 1) {
        edit += 1;
        const pbx = (edit * 7_919) % pbxs;
        const integration = { ...benchIntegration(`https://crm.example.com/hook/${edit}`, { pbx, nth: 0 }) };
        unwrap(await client.integrations.save({ id: integrationIdOf(pbx), integration }));
      }
      return null;
    },
    close,
  };
});
