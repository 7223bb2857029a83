// The receiver on one line: whether it runs, the address to give, its port, start and stop.
import { Copy, Play, Square } from 'lucide-react';
import { useState } from 'react';
import type { ReceiverStatus } from '../../../shared/bench/capture.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { readyValue } from '../../app/feature/loadable.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { MiddleTruncated } from '../../ui/middle-truncated.tsx';
import { Note } from '../../ui/note.tsx';
import { Spring, ViewBar } from '../../ui/sheet.tsx';
import { StateDot } from '../../ui/state-dot.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './bench.module.css';
import { useCopy } from './copy.ts';
import { readPort } from './read-fields.ts';
import type { BenchState } from './store.ts';
import { t } from './texts.ts';

type State = FrameState & BenchState;

export function ReceiverBar({ receiver }: { readonly receiver: ReceiverStatus }) {
  return (
    <>
      <ViewBar label={t('receiver.bar')}>
        <span className={styles.state}>
          <StateDot isOn={receiver.isRunning}>{t(receiver.isRunning ? 'receiver.on' : 'receiver.off')}</StateDot>
        </span>
        {receiver.url === null ? <StoppedTools /> : <RunningTools url={receiver.url} />}
      </ViewBar>
      <div className={styles.exposure}>{t(receiver.isRunning ? 'receiver.exposed' : 'receiver.notExposed')}</div>
    </>
  );
}

function RunningTools({ url }: { readonly url: string }) {
  const stopAsked = useAppState((state: State) => state.bench.stopAsked);
  const copy = useCopy();
  return (
    <>
      <span className={styles.address}>
        <MiddleTruncated text={url} isMono isRevealing />
      </span>
      <IconButton icon={Copy} size="small" name={t('receiver.copy')} onClick={() => copy(url, t('receiver.copied'))} />
      <Spring />
      <Button size="small" icon={Square} onClick={stopAsked}>
        {t('receiver.stop')}
      </Button>
    </>
  );
}

function StoppedTools() {
  const { startAsked, startFailure } = useAppState((state: State) => state.bench);
  const usual = useAppState((state: State) => readyValue(state.settings.current)?.receiverPort ?? 0);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (usual === 0 ? '' : String(usual));
  const port = readPort(text);
  const start = () => port !== null && startAsked(port);
  const problem = port === null ? t('receiver.portInvalid') : startFailure?.message;
  return (
    <>
      <Spring />
      {problem !== undefined && (
        <span className={styles.startProblem}>
          <Note tone="danger" isAnnounced>
            {problem}
          </Note>
        </span>
      )}
      <Field label={t('receiver.port')} layout="inline" className={styles.port}>
        <TextField
          type="number"
          value={text}
          placeholder={t('receiver.portAny')}
          onChange={setTyped}
          onKeyDown={({ key }) => key === 'Enter' && start()}
        />
      </Field>
      <Button
        variant="primary"
        icon={Play}
        onClick={start}
        {...(port === null && { disabledReason: t('receiver.portInvalid') })}
      >
        {t('receiver.start')}
      </Button>
    </>
  );
}
