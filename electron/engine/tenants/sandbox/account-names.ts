// Names of fictitious companies: a made-up or everyday word and a trade. No two accounts of a sandbox share one.
import { RandomStream } from './random-stream.ts';

const words =
  `Acme Alderwick Amberfold Anvilside Applecote Archdale Ashmere Aspenfield Auburnway Badgerly Balsamford Banksley
  Barrow Basalt Bayleaf Beaconhurst Bellweather Birchmoor Blackthorne Bluegum Bottlebrush Bramblewick Brindle Brightwater
  Brolga Burrowdale Calderstone Candlebark Casuarina Cedarline Chalkhill Cinderford Clearwell Clovermead Cobblegate Copperfin
  Coral Cormorant Cranefield Currawong Cutlass Daleford Daybreak Dewpoint Dovetail Driftwood Dunlark Dustyford Eastmere
  Elderbank Elmsworthy Emberton Farrowby Featherby Fernhollow Finchley-Moor Flintridge Foxglove Galewood Garnet Gatehouse
  Glasswing Goldfinch Graniteway Greyheron Gullwing Halyard Harrowgate Hartsease Hazelbrook Heathcroft Hollowell Honeyeater
  Hopscotch Ironbark Ivorybill Jackdaw Jarrahdene Jasperfield Juniperus Karriwood Kestrel Kingfold Kookaburra Lacewing
  Lanternhill Larkspur Lavender Limestone Lockridge Lorikeet Magpie Mallowfield Mangrove Marlstone Meadowvale Merrifold
  Millrace Mistral Mossgate Mulberry Nettlecombe Nightjar Northwick Oakhampton Orchardleigh Osprey Oxbow Paperbark Pebblemoor
  Pennywhistle Peregrine Petrel Pinnacle-Bay Plover Quarrystone Quillback Ramblewood Redgum Reedwater Ridgeback Rosella
  Saltbush Sandpiper Silverbream Skylark Stonecrop Sundial Tallowfield Tamarisk Thornbury-Lane Tidewater Treefrog Tussock
  Umberfield Wagtail Wattlebird Waxwing Westerly Whimbrel Willowmere Windrose Wombat Wrenfield Yarrowby Zephyr`.split(
    /\s+/,
  );

const trades =
  `Dental Freight Legal Plumbing Physio Motors Realty Accounting Veterinary Optical Bakery Roofing Electrical Landscapes
  Joinery Cabinets Printing Couriers Logistics Removals Storage Tiling Painting Glazing Fencing Scaffolding Surveying
  Architects Engineering Drafting Interiors Lighting Flooring Kitchens Bathrooms Pools Solar Irrigation Nurseries Florists
  Orchards Vineyards Brewing Coffee Catering Seafood Butchery Produce Grocers Pharmacy Podiatry Chiropractic Radiology
  Pathology Audiology Counselling Childcare Tutoring Languages Music Dance Gymnastics Cycling Marine Charters Travel Motels
  Events Weddings Photography Studios Media Signage Packaging Plastics Textiles Uniforms Laundry Cleaning Recycling Security
  Locksmiths Alarms Telemetry Software Computing Recruitment Insurance Finance Lending Conveyancing Auctions Valuers Strata
  Panelworks Tyres Towing Caravans Tractors Aviation`.split(/\s+/);

const combinations = words.length * trades.length;

/** The account every example speaks of; each sandbox begins with it. */
export const firstAccountName = 'Acme Dental';
const firstCombination = words.indexOf('Acme') * trades.length + trades.indexOf('Dental');

/** The name of the account with this number, counted from 0. */
export function accountNameOf(seed: number, number: number): string {
  if (number === 0) return firstAccountName;
  const combination = permute(seed, number);
  // The first account took that name; its own one is free.
  return nameOf(combination === firstCombination ? permute(seed, 0) : combination);
}

/** `acme-dental` for hosts, secrets and headers; distinct like the names. */
export function slugOf(accountName: string): string {
  return accountName.toLowerCase().replaceAll(' ', '-');
}

/** A walk through all combinations that meets each once: the step shares no factor with their count. */
function permute(seed: number, number: number): number {
  const stream = new RandomStream(seed, 0x6e616d65);
  const start = stream.below(combinations);
  let step = 1 + stream.below(combinations - 1);
  while (greatestCommonDivisor(step, combinations) !== 1) step += 1;
  return (start + step * number) % combinations;
}

function nameOf(combination: number): string {
  return `${words[Math.floor(combination / trades.length)]} ${trades[combination % trades.length]}`;
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}
