// The dock's Jobs: what runs, how far it is, and what can be done about it; below that what ended, with its report.
import { CircleCheck, CircleMinus, CircleX, Pause, Play } from 'lucide-react';
import type { Job } from '../../../shared/jobs/job.ts';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { formatNumber, formatTime } from '../../app/feature/format.ts';
import { useAppLocation, useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { Progress } from '../../ui/progress.tsx';
import { StatusText } from '../../ui/state-dot.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { describeEnd, describeProgress, isActive } from './describe-job.ts';
import { JobReportDialog } from './job-report.tsx';
import styles from './jobs.module.css';
import { orderJobs, type State, selectToggled } from './selectors.ts';
import { t } from './texts.ts';

export function JobsPanel() {
  const { jobs, failure } = useAppState((state: State) => state.jobs);
  if (jobs === null) return null;
  if (jobs.length === 0) return <p className={styles.none}>{t('none')}</p>;
  return (
    <>
      {failure !== null && (
        <div className={styles.failure}>
          <Note tone="danger" isAnnounced>
            {t('notDone', { message: failure.message })}
          </Note>
        </div>
      )}
      <ul aria-label={t('list')} className={styles.jobs}>
        {orderJobs(jobs).map((job) => (
          <li key={job.id} className={styles.job}>
            <div className={styles.what}>
              <span className={styles.title}>{job.title}</span>
              <span className={styles.by}>
                {t('by', { actor: job.actor, time: formatTime(Date.parse(job.createdAt), defaultTimeZone) })}
              </span>
            </div>
            {isActive(job) ? <Active job={job} /> : <Ended job={job} />}
          </li>
        ))}
      </ul>
      <JobReportDialog />
    </>
  );
}

function Active({ job }: { readonly job: Job }) {
  const { pauseAsked, resumeAsked, cancelAsked, reportOpened } = useAppState((state: State) => state.jobs);
  const { screen } = useAppLocation();
  const isToggled = useAppState((state: State) => selectToggled(state)?.id === job.id) && screen === 'deliveries';
  const isPaused = job.state === 'paused';
  const progress = describeProgress(job);
  const keys = isToggled ? { keys: 'P', 'aria-keyshortcuts': 'P' } : {};
  return (
    <>
      <div className={styles.bar}>
        <Progress label={job.title} value={job.finished} max={job.total} failed={job.failed} text={progress} />
      </div>
      <span className={styles.progress} title={job.stopReason ?? undefined}>
        {isPaused ? `${t('state.paused')} · ${progress}` : progress}
        {job.stopReason !== null && <span className={styles.reason}>{job.stopReason}</span>}
      </span>
      <span className={styles.failed}>
        {job.failed > 0 && (
          // What failed is looked at before one decides whether to go on.
          <Button variant="link" size="small" onClick={() => reportOpened(job.id)}>
            <StatusText icon={CircleX} tone="danger">
              {t('failed', { count: formatNumber(job.failed) })}
            </StatusText>
            <VisuallyHidden> {t('ofJob', { title: job.title })}</VisuallyHidden>
          </Button>
        )}
      </span>
      <span className={styles.acts}>
        {isPaused ? (
          <Button size="small" icon={Play} {...keys} onClick={() => resumeAsked(job.id)}>
            {t('resume')}
            <VisuallyHidden> {job.title}</VisuallyHidden>
          </Button>
        ) : (
          <Button size="small" icon={Pause} {...keys} onClick={() => pauseAsked(job.id)}>
            {t('pause')}
            <VisuallyHidden> {job.title}</VisuallyHidden>
          </Button>
        )}
        <Button variant="quiet" size="small" onClick={() => cancelAsked(job.id)}>
          {t('cancel')}
          <VisuallyHidden> {job.title}</VisuallyHidden>
        </Button>
      </span>
    </>
  );
}

function Ended({ job }: { readonly job: Job }) {
  const reportOpened = useAppState((state: State) => state.jobs.reportOpened);
  return (
    <>
      <span className={styles.end}>
        <EndText job={job} />
      </span>
      <span className={styles.acts}>
        <Button variant="quiet" size="small" onClick={() => reportOpened(job.id)}>
          {t('report')}
          <VisuallyHidden> {job.title}</VisuallyHidden>
        </Button>
      </span>
    </>
  );
}

function EndText({ job }: { readonly job: Job }) {
  const time = job.endedAt === null ? '' : formatTime(Date.parse(job.endedAt), defaultTimeZone);
  const end = describeEnd(job);
  switch (job.state) {
    case 'cancelled':
      return <StatusText icon={CircleMinus}>{t('cancelledEnd', { end, time })}</StatusText>;
    case 'failed':
      return (
        <StatusText icon={CircleX} tone="danger">
          {job.stopReason ?? t('state.failed')}
        </StatusText>
      );
    default:
      return (
        <StatusText icon={job.failed > 0 ? CircleX : CircleCheck} tone={job.failed > 0 ? 'danger' : 'success'}>
          {t('ended', { end, time })}
        </StatusText>
      );
  }
}
