// Every host runs the same suite. A new host is a new line here.
import { onTestFinished } from 'vitest';
import { openEngine } from '../../electron/engine/engine.ts';
import { createPorts } from '../../electron/hosts/cli/ports.ts';
import { openTestEngine } from '../support/open-test-engine.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { describeHostContract } from './host-contract.ts';
import { openPage } from './loopback/open-page.ts';
import { startHost } from './loopback/start-host.ts';

describeHostContract({
  name: 'that is nothing but the ports',
  openTransport: async () => (await openTestEngine()).transport,
});

describeHostContract({
  name: 'that works through the owner of the folder',
  openTransport: async () => {
    const owner = await openTestEngine();
    const client = await openTestEngine(owner.folder);
    return client.transport;
  },
});

describeHostContract({
  name: 'cli',
  openTransport: async () => {
    const ports = createPorts({ dataFolder: makeTemporaryFolder(), logLevel: 'error', writeLog: () => {} });
    const engine = await openEngine(ports);
    onTestFinished(() => engine.close());
    return engine.transport;
  },
});

describeHostContract({
  name: 'loopback',
  openTransport: async () => openPage((await startHost()).host.createLink().url).transport,
});
