// What a row says beside its name when something about it waits for a person. Pure.
import { CircleAlert, type LucideIcon, PencilLine, TriangleAlert, Unplug } from 'lucide-react';
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import { hasErrors } from '../../../shared/kernel/problem.ts';
import { defaultDialect } from '../../../shared/request/dialect.ts';
import { checkIntegration } from '../../../shared/request/integration-file.ts';
import type { Tone } from '../../ui/tone.ts';
import { integrationOf } from './editor/changes.ts';

export interface RowMark {
  readonly id: 'problem' | 'appsOff' | 'draft';
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

const marks = {
  error: { id: 'problem', icon: CircleAlert, tone: 'danger' },
  warning: { id: 'problem', icon: TriangleAlert, tone: 'warn' },
  appsOff: { id: 'appsOff', icon: Unplug, tone: 'warn' },
  draft: { id: 'draft', icon: PencilLine, tone: 'info' },
} as const satisfies Record<string, RowMark>;

export function listMarks(row: IntegrationRecord): readonly RowMark[] {
  const found: RowMark[] = [];
  const problems = checkIntegration(integrationOf(row), defaultDialect);
  if (problems.length > 0) found.push(hasErrors(problems) ? marks.error : marks.warning);
  if (row.applicationsEnabled === false) found.push(marks.appsOff);
  if (row.hasDraft) found.push(marks.draft);
  return found;
}
