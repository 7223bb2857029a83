// The detail pane of one capture: the request as it came, its body, and how it compares with what Switchhook built.
import { FlaskConical, Terminal } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Capture } from '../../../shared/bench/capture.ts';
import { findTrigger } from '../../../shared/catalog/trigger-events.ts';
import { formatInstant } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { readyValue } from '../../app/feature/loadable.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Code } from '../../ui/code.tsx';
import { spansOfHttp, spansOfJson } from '../../ui/code-spans.ts';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Note } from '../../ui/note.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { PaneFoot, PaneHead } from '../../ui/sheet.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import styles from './bench.module.css';
import { countBodyBytes, formatAsCurl, formatHex, formatJson, formatRequest, readBody } from './capture-text.ts';
import { ComparePanel } from './compare-panel.tsx';
import { useCopy } from './copy.ts';
import { formatBytes } from './format.ts';
import type { BenchState } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & BenchState;
type Tab = 'request' | 'body' | 'compare';

export interface CapturePaneProps {
  readonly capture: Capture | null;
  readonly timeZone: string;
  nameIntegration(id: string): string;
}

export function CapturePane({ capture, timeZone, nameIntegration }: CapturePaneProps) {
  const [tab, setTab] = useState<Tab>('request');
  const deliveryNeeded = useAppState((state: State) => state.bench.deliveryNeeded);
  const deliveryId = capture?.deliveryId ?? null;
  useEffect(() => deliveryNeeded(deliveryId), [deliveryId, deliveryNeeded]);
  if (capture === null) {
    return (
      <EmptyState icon={FlaskConical} title={t('capture.none')}>
        {t('capture.noneText')}
      </EmptyState>
    );
  }
  return (
    <>
      <PaneHead title={t('captures.row', { number: String(capture.seq) })}>
        <span className={styles.time}>{formatInstant(Date.parse(capture.receivedAt), timeZone)}</span>
        <span className={styles.quiet}>·</span>
        <span>{t('capture.from', { peer: capture.peer })}</span>
      </PaneHead>
      <Tabs
        label={t('capture.tabs')}
        value={tab}
        onChange={setTab}
        items={[
          {
            id: 'request',
            label: t('tab.request'),
            render: () => <RequestTab capture={capture} nameIntegration={nameIntegration} />,
          },
          { id: 'body', label: t('tab.body'), render: () => <BodyTab capture={capture} /> },
          { id: 'compare', label: t('tab.compare'), render: () => <ComparePanel capture={capture} /> },
        ]}
      />
      <CopyFoot capture={capture} />
    </>
  );
}

interface RequestTabProps {
  readonly capture: Capture;
  nameIntegration(id: string): string;
}

function RequestTab({ capture, nameIntegration }: RequestTabProps) {
  const text = formatRequest(capture);
  const { integration, event, deliveryId } = capture;
  return (
    <div className={styles.body}>
      <Code label={t('capture.code')} text={text} spans={spansOfHttp(text)} />
      {capture.isCut && <Note tone="warn">{t('capture.cut')}</Note>}
      <DefinitionList
        termWidth={84}
        items={[
          {
            term: t('fact.integration'),
            value: integration === null ? t('fact.none') : nameIntegration(integration),
          },
          ...(event === null ? [] : [{ term: t('fact.event'), value: findTrigger(event)?.label ?? event }]),
          deliveryId === null
            ? { term: t('fact.delivery'), value: t('fact.foreign') }
            : { term: t('fact.delivery'), value: deliveryId, isMono: true },
          { term: t('fact.answered'), value: String(capture.answeredStatus) },
          { term: t('fact.body'), value: formatBytes(countBodyBytes(capture)) },
        ]}
      />
    </div>
  );
}

type BodyView = 'text' | 'json' | 'hex';

function BodyTab({ capture }: { readonly capture: Capture }) {
  const { bytes, text } = readBody(capture);
  const json = text === null ? null : formatJson(text);
  const [chosen, setChosen] = useState<BodyView | null>(null);
  if (bytes.length === 0) return <div className={styles.body}>{t('body.none')}</div>;
  const usual = json === null ? 'text' : 'json';
  const view = text === null ? 'hex' : (chosen ?? usual);
  const shown = { text: text ?? '', json: json ?? '', hex: formatHex(bytes) }[view];
  return (
    <div className={styles.body}>
      {text !== null && (
        <SegmentedControl
          label={t('body.view')}
          value={view}
          onChange={setChosen}
          options={[
            { value: 'text', label: t('body.text') },
            { value: 'json', label: t('body.json'), isDisabled: json === null },
            { value: 'hex', label: t('body.hex') },
          ]}
        />
      )}
      {text === null && <Note>{t('body.notText')}</Note>}
      <Code
        label={t('body.code')}
        text={shown}
        spans={view === 'hex' ? [] : spansOfJson(shown)}
        isWrapped={view !== 'hex'}
      />
      {view === 'hex' && bytes.length > 16_384 && <p className={styles.quiet}>{t('body.hexBeginning')}</p>}
    </div>
  );
}

function CopyFoot({ capture }: { readonly capture: Capture }) {
  const port = useAppState((state: State) => readyValue(state.bench.receiver)?.port ?? null);
  const copy = useCopy();
  const host = capture.headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? '127.0.0.1';
  // The port may be another one since: what runs now can be sent to.
  const curl = formatAsCurl(capture, `http://${port === null ? host : `127.0.0.1:${port}`}`);
  return (
    <PaneFoot>
      <Button
        size="small"
        icon={Terminal}
        onClick={() => curl !== null && copy(curl, t('capture.curlCopied'))}
        {...(curl === null && { disabledReason: t('capture.curlBinary') })}
      >
        {t('capture.curl')}
      </Button>
    </PaneFoot>
  );
}
