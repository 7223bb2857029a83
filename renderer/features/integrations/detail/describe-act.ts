// The journal's acts about one integration as sentences. Pure.
import { Copy, type LucideIcon, PencilLine, Play, Plus, Square, Trash2 } from 'lucide-react';
import type { JournalLine } from '../../../../shared/journal/line.ts';
import { t } from '../texts.ts';

export interface ActSentence {
  readonly icon: LucideIcon;
  readonly text: string;
}

export function describeAct({ act, detail }: Pick<JournalLine, 'act' | 'detail'>): ActSentence {
  switch (act) {
    case 'integration-created':
      return { icon: Plus, text: t('act.created', { name: textOf(detail.name), place: textOf(detail.place) }) };
    case 'integration-saved':
      return { icon: PencilLine, text: t('act.saved', { revision: textOf(detail.revision) }) };
    case 'integration-enabled':
      return { icon: Play, text: t('act.enabled') };
    case 'integration-disabled':
      return { icon: Square, text: t('act.disabled') };
    case 'integration-deleted':
      return { icon: Trash2, text: t('act.deleted') };
    default:
      return { icon: Copy, text: t('act.other', { act: act.replaceAll('-', ' ') }) };
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
