// The extensions and IVRs of one sandbox PBX, made again from its seed each time they are read: a full sandbox has 250,000 extensions.
import { callTypes } from '../../../../shared/catalog/fields.ts';
import type { Extension, Ivr } from '../../../../shared/tenants/account.ts';
import { geographicNumber, nationalNumber } from './phone-numbers.ts';
import { areaCodeOf } from './places.ts';
import { RandomStream } from './random-stream.ts';

export interface People {
  readonly extensions: Extension[];
  readonly ivrs: Ivr[];
}

const givenNames =
  `Robin Alex Sam Jordan Casey Morgan Taylor Riley Jamie Quinn Avery Rowan Skyler Harper Emery Finley Kai Noor Priya Mei
  Luca Anh Tariq Ines Mateo Yuki Zara Omar Freya Hugo`.split(/\s+/) as [string, ...string[]];
const familyNames =
  `Castle Meadows Harbour Lantern Brook Fielding Marsh Winter Summers Vale Heath Forrest Rivers Bridges Gables Orchard
  Thicket Quarry Dunes Saltmarsh Copperfield Ashdown Larkin Penhallow Tamarind Wildwood Applegarth Stonehouse Fairwater
  Nightingale`.split(/\s+/) as [string, ...string[]];
const offices: [string, ...string[]] = ['Reception', 'Front Desk', 'Back Office', 'Level 1', 'Level 2', 'Mobile Team'];

const menus: readonly (readonly [string, readonly string[]])[] = [
  ['Main Menu', ['Sales', 'Support', 'Accounts', 'Bookings']],
  ['After Hours', ['Emergency', 'Leave a message']],
  ['Accounts Line', ['Pay an invoice', 'Query a bill', 'Speak to accounts']],
];

export function peopleOf(pbx: { peopleSeed: number; timeZone: string }): People {
  const stream = new RandomStream(pbx.peopleSeed);
  const areaCode = areaCodeOf(pbx.timeZone);
  const ownNumber = () => (areaCode === null ? nationalNumber(stream) : geographicNumber(stream, areaCode));
  const mainNumber = ownNumber();
  const count = 2 + stream.below(9) + stream.below(9);
  let digits = stream.pick([101, 201, 301, 1001, 2001, 7001]);
  const extensions = Array.from({ length: count }, () => {
    const extensionNumber = String(digits);
    digits += 1 + (stream.chance(0.15) ? stream.below(3) : 0);
    return {
      extensionNumber,
      name: `${stream.pick(givenNames)} ${stream.pick(familyNames)}`,
      outboundPhoneNumber: stream.chance(0.6) ? mainNumber : ownNumber(),
      hasVoicemail: stream.chance(0.75),
      enabledCalls: pickCallTypes(stream),
      office: stream.pick(offices),
    };
  });
  const ivrs = menus.slice(0, 1 + stream.below(menus.length)).map(([name, labels]) => ({
    name,
    options: labels.map((label, index) => ({ digit: String(index + 1), label })),
  }));
  return { extensions, ivrs };
}

/** From local calls only up to all of them: the platform's screens list them in order of cost. */
function pickCallTypes(stream: RandomStream): string[] {
  return callTypes.slice(0, 1 + stream.below(callTypes.length));
}
