// The contract suite of every host, through the page of the desktop application.
import { describeHostContract } from '../host-contract.ts';
import { startDesktop } from './desktop-application.ts';
import { openPageTransport } from './page-transport.ts';

describeHostContract({
  name: 'desktop',
  openTransport: async () => openPageTransport(await startDesktop().openPage()),
});
