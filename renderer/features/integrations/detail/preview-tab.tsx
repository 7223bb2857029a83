// The request that the saved integration makes of a sample event, built here in the window and byte for byte as it would be sent.
// Secrets are masked. What the platform leaves open is numbered in the bytes and explained below them.
import { Check, CircleAlert, Copy, TriangleAlert, WrapText } from 'lucide-react';
import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';
import type { Problem } from '../../../../shared/kernel/problem.ts';
import { formatNumber } from '../../../app/feature/format.ts';
import type { FrameState } from '../../../app/feature/frame-state.ts';
import { useAppState } from '../../../app/feature/use-app.ts';
import { useIsWide } from '../../../app/feature/use-list.ts';
import { AssumptionMark } from '../../../ui/badge.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { Code } from '../../../ui/code.tsx';
import { spansOfHttp, spansOfJson } from '../../../ui/code-spans.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Note } from '../../../ui/note.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { Select } from '../../../ui/select.tsx';
import { PaneSection, Spring } from '../../../ui/sheet.tsx';
import {
  countBytes,
  orderAssumptions,
  type PreviewText,
  writeCurl,
  writeHttp,
  writeJsonBody,
  writeQuery,
} from '../editor/preview-text.ts';
import { findSample, listSamples } from '../editor/samples.ts';
import { tellAssumption } from '../editor/tell-assumption.ts';
import type { IntegrationsState } from '../store.ts';
import { t } from '../texts.ts';
import styles from './detail.module.css';
import { LastDeliveriesSection } from './last-deliveries.tsx';
import { type ShownPreview, useCopy, usePreview } from './use-detail.ts';

type State = FrameState & IntegrationsState;

const views = [
  { value: 'http', label: t('view.http') },
  { value: 'curl', label: t('view.curl') },
  { value: 'json', label: t('view.json') },
  { value: 'query', label: t('view.query') },
] as const;
type View = (typeof views)[number]['value'];

export function PreviewTab({ integration }: { readonly integration: IntegrationRecord }) {
  const shown = usePreview(integration);
  const chosen = useAppState((state: State) => state.integrationsView.previewView);
  const isWrapped = useAppState((state: State) => state.integrationsView.isWrapped);
  const view: View = views.find(({ value }) => value === chosen)?.value ?? 'http';
  const written = write(view, shown, integration.pathArguments);
  return (
    <>
      <PaneSection>
        <SampleChoice triggerEvent={integration.triggerEvent} />
        <ViewTools view={view} text={written?.text ?? null} />
        {written === null ? (
          <Note>{t(shown.preview.request === null ? 'preview.noRequest' : `preview.none.${view}`)}</Note>
        ) : (
          <Code
            label={t('preview.label')}
            text={written.text}
            spans={view === 'http' ? spansOfHttp(written.text) : view === 'json' ? spansOfJson(written.text) : []}
            marks={written.marks}
            markName={(number) => t('assumption', { number: String(number) })}
            isWrapped={isWrapped}
          />
        )}
        <Facts shown={shown} view={view} />
        <Assumptions shown={shown} />
        <Problems problems={shown.preview.problems} />
      </PaneSection>
      <LastDeliveriesSection integration={integration} />
    </>
  );
}

function write(view: View, { preview }: ShownPreview, pathArguments: string): Omit<PreviewText, 'lineOfRow'> | null {
  const plain = (text: string | null) => (text === null ? null : { text, marks: [] });
  switch (view) {
    case 'http':
      return writeHttp(preview, pathArguments);
    case 'json':
      return writeJsonBody(preview);
    case 'curl':
      return plain(writeCurl(preview));
    case 'query':
      return plain(writeQuery(preview));
  }
}

function SampleChoice({ triggerEvent }: { readonly triggerEvent: string }) {
  const sample = useAppState((state: State) => state.integrationsView.sample);
  const sampleChosen = useAppState((state: State) => state.integrationsView.sampleChosen);
  const options = listSamples(triggerEvent).map(({ id, label }) => ({ value: id, label }));
  return (
    <div className={styles.row}>
      <span className={styles.label} aria-hidden>
        {t('sample')}
      </span>
      <Select
        label={t('sample')}
        size="small"
        className={styles.grow}
        options={options}
        value={findSample(triggerEvent, sample)?.id ?? null}
        onChange={sampleChosen}
      />
    </div>
  );
}

function ViewTools({ view, text }: { readonly view: View; readonly text: string | null }) {
  const isWrapped = useAppState((state: State) => state.integrationsView.isWrapped);
  const { previewViewChosen, wrapToggled } = useAppState((state: State) => state.integrationsView);
  const copy = useCopy();
  return (
    <div className={styles.row}>
      <SegmentedControl label={t('views.preview')} options={views} value={view} onChange={previewViewChosen} />
      <Spring />
      <IconButton icon={WrapText} size="small" name={t('wrap')} isPressed={isWrapped} onClick={wrapToggled} />
      <IconButton
        icon={Copy}
        size="small"
        name={t('copy')}
        onClick={() => text !== null && copy(text)}
        disabledReason={text === null ? t('copyCurl.none') : undefined}
      />
    </div>
  );
}

function Facts({ shown: { preview }, view }: { readonly shown: ShownPreview; readonly view: View }) {
  const { request, assumptions, problems } = preview;
  const isWide = useIsWide();
  const isIndented = isWide && (view === 'http' || view === 'json') && request?.body?.startsWith('{') === true;
  return (
    <div className={styles.facts}>
      {request !== null && (
        <>
          <span>{t('bytes', { count: formatNumber(countBytes(request)) })}</span>
          <span className={styles.quiet}>·</span>
          <span className={assumptions.length > 0 ? styles.assumed : undefined}>
            {t('assumptions', { count: String(assumptions.length) })}
          </span>
          <span className={styles.quiet}>·</span>
        </>
      )}
      <ProblemCount problems={problems} />
      <Spring />
      {isIndented && <span className={styles.quiet}>{t('indented')}</span>}
    </div>
  );
}

function ProblemCount({ problems }: { readonly problems: readonly Problem[] }) {
  if (problems.length === 0) {
    return (
      <span className={styles.state}>
        <Icon icon={Check} size="sm" tone="success" />
        {t('problems.none')}
      </span>
    );
  }
  const isError = problems.some(({ severity }) => severity === 'error');
  return (
    <span className={styles.state}>
      <Icon icon={isError ? CircleAlert : TriangleAlert} size="sm" tone={isError ? 'danger' : 'warn'} />
      {t('problems', { count: String(problems.length) })}
    </span>
  );
}

function Assumptions({ shown: { preview, dialect } }: { readonly shown: ShownPreview }) {
  const order = orderAssumptions(preview);
  if (order.length === 0) return null;
  return (
    <ol className={styles.list} aria-label={t('assumptions', { count: String(order.length) })}>
      {order.map((id, index) => (
        <li key={id} className={styles.item}>
          <AssumptionMark number={index + 1} />
          {tellAssumption(id, dialect)}
        </li>
      ))}
    </ol>
  );
}

function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t('problems', { count: String(problems.length) })}>
      {problems.map(({ code, path, message, severity }) => (
        <li key={`${code} ${path}`} className={styles.problem}>
          <Icon
            icon={severity === 'error' ? CircleAlert : TriangleAlert}
            size="sm"
            tone={severity === 'error' ? 'danger' : 'warn'}
          />
          <span>
            <span className={styles.path}>{path}</span> {message}
          </span>
        </li>
      ))}
    </ul>
  );
}
