// What a person wants sent again: which bytes, to where, and what of them they changed. Pure.
import type { PbxEvent } from '../../../shared/request/event.ts';

/** `same`: where the delivery went. */
export type ReplayTarget = 'same' | 'receiver' | 'url';

export interface ReplayPlace {
  readonly target: ReplayTarget;
  /** Holds with the target `url`. */
  readonly url: string;
}

export const samePlace: ReplayPlace = { target: 'same', url: '' };

export interface ReplayWish extends ReplayPlace {
  readonly deliveryId: string;
  readonly mode: 'exact' | 'rebuilt';
  /** As the person changed it: then it is rebuilt from this. */
  readonly event?: PbxEvent;
  /** Typed by a person, where real customers are behind the tenant set and what is sent is made up. */
  readonly confirm?: number;
}

/** As the contract has it; nothing for the same target. */
export function writeTarget({ target, url }: ReplayPlace) {
  switch (target) {
    case 'same':
      return {};
    case 'receiver':
      return { to: { receiver: true as const } };
    case 'url':
      return { to: { url: url.trim() } };
  }
}

/** Whether a URL was typed where one is needed. Whether it may be sent to is the engine's to say. */
export function isPlaceWhole({ target, url }: ReplayPlace): boolean {
  return target !== 'url' || /^https?:\/\/[^\s/]/i.test(url.trim());
}
