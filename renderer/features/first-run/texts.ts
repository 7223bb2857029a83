// What the welcome and its tour say.
import { createTexts } from '../../app/feature/texts.ts';

export const t = createTexts({
  title: 'Welcome to Switchhook',
  text: ({ accounts, pbxs, integrations }: { accounts: string; pbxs: string; integrations: string }) =>
    `You are in the sandbox: a reseller with ${accounts} accounts, ${pbxs} PBXs and ${integrations} integrations, all fictitious. No sign-in, no telemetry, and nothing leaves this machine while you are in the sandbox.`,
  'explore.title': 'Explore the sandbox',
  'explore.text': 'Search, preview and send to the local receiver',
  'explore.do': 'Explore',
  'tour.lead': 'Or take three steps, two minutes in all',
  'tour.start': 'Start the tour',
  'step.filter': 'Filter',
  'step.preview': 'Preview',
  'step.send': 'Run a call',
  'tour.name': 'Tour',
  'tour.count': ({ step }: { step: string }) => `Step ${step} of 3`,
  'tour.close': 'End the tour',
  'tour.skip': 'Skip',
  'filter.text':
    'The query finds integrations by any of their values. This one finds those that act when a call is answered.',
  'filter.do': 'Filter',
  'preview.text':
    'The preview is the request the platform would send, byte for byte. What is an assumption is marked in it.',
  'preview.do': 'Open the preview',
  'preview.none': 'There is no such integration in this tenant set.',
  'send.text': 'A call is answered: the integration is sent to the receiver of the Test bench, on this machine.',
  'send.do': 'Run the call',
  'done.title': 'The call has arrived',
  'done.text': 'It stands in the Test bench as it came, and Compare says whether it is what was previewed.',
  'done.do': 'Done',
  'command.welcome': 'Welcome and tour',
});
