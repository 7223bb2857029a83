// What the tabs share: the readings of the open integration, its preview with the sample on screen, and copying.
import { useEffect, useMemo } from 'react';
import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';
import { type Dialect, defaultDialect } from '../../../../shared/request/dialect.ts';
import { parseDialectFile, resolveDialect } from '../../../../shared/request/dialect-file.ts';
import { previewForScreen, type ScreenPreview } from '../../../../shared/request/screen-preview.ts';
import type { FrameState } from '../../../app/feature/frame-state.ts';
import { readyValue } from '../../../app/feature/loadable.ts';
import { useAppState } from '../../../app/feature/use-app.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { integrationOf } from '../editor/changes.ts';
import { writeCurl } from '../editor/preview-text.ts';
import { findSample } from '../editor/samples.ts';
import type { IntegrationsState } from '../store.ts';

type State = FrameState & IntegrationsState;

/** Reads deliveries and history of the open integration, for as long as it is open. */
export function useDetail(integration: IntegrationRecord): void {
  const detailNeeded = useAppState((state: State) => state.integrationDetail.detailNeeded);
  useEffect(() => detailNeeded(integration), [integration, detailNeeded]);
  useEffect(() => () => detailNeeded(null), [detailNeeded]);
}

export interface ShownPreview {
  readonly preview: ScreenPreview;
  readonly dialect: Dialect;
}

export function usePreview(integration: IntegrationRecord): ShownPreview {
  const sets = useAppState((state: State) => state.tenants.sets);
  const sampleId = useAppState((state: State) => state.integrationsView.sample);
  return useMemo(() => {
    const file = readyValue(sets)?.find(({ id }) => id === integration.tenantSet)?.dialect ?? {};
    const event = findSample(integration.triggerEvent, sampleId)?.event ?? null;
    const preview = previewForScreen({ integration: integrationOf(integration), event, dialect: file });
    const { dialect } = parseDialectFile(file);
    return { preview, dialect: dialect === null ? defaultDialect : resolveDialect(dialect).dialect };
  }, [integration, sets, sampleId]);
}

/** null: there is no request to copy. */
export function useCopyAsCurl(integration: IntegrationRecord): (() => void) | null {
  const { preview } = usePreview(integration);
  const copy = useCopy();
  const text = writeCurl(preview);
  return text === null ? null : () => copy(text);
}

export function useCopy(): (text: string) => void {
  const newsTold = useAppState((state: State) => state.integrationActs.newsTold);
  return (text) => newsTold(copyText(text) ? { kind: 'copied' } : { kind: 'not-copied' });
}
