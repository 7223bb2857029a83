// What became of a job's items: the counts, and those that failed or were left alone with the reason, each with the way to it.
import type { Job, JobItem } from '../../../shared/jobs/job.ts';
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { formatInstant, formatNumber } from '../../app/feature/format.ts';
import { navigate, screenChange, useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { type DefinitionItem, DefinitionList } from '../../ui/definition-list.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { describeEnd } from './describe-job.ts';
import styles from './jobs.module.css';
import type { State } from './selectors.ts';
import { type JobReport, reportedItems } from './store.ts';
import { t } from './texts.ts';

export function JobReportDialog() {
  const { report, jobs, reportClosed } = useAppState((state: State) => state.jobs);
  const job = jobs?.find(({ id }) => id === report?.jobId);
  if (report === null || job === undefined) return null;
  const show = () => {
    reportClosed();
    navigate({ ...screenChange('deliveries'), q: 'replay:*' });
  };
  const actions = (
    <>
      <Button onClick={show}>{t('report.show')}</Button>
      <Button variant="primary" onClick={reportClosed}>
        {t('report.close')}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onClose={reportClosed}
      title={job.title}
      description={job.stopReason ?? describeEnd(job)}
      size="large"
      actions={actions}
    >
      <DefinitionList items={listFacts(job)} termWidth={116} />
      <Items report={report} job={job} />
    </Dialog>
  );
}

function listFacts(job: Job): readonly DefinitionItem[] {
  const instant = (at: string) => formatInstant(Date.parse(at), defaultTimeZone);
  const undone = job.total - job.finished;
  return [
    { term: t('report.succeeded'), value: formatNumber(job.succeeded) },
    { term: t('report.failed'), value: formatNumber(job.failed) },
    { term: t('report.skipped'), value: formatNumber(job.skipped) },
    ...(undone === 0 ? [] : [{ term: t('report.undone'), value: formatNumber(undone) }]),
    { term: t('report.when'), value: instant(job.createdAt) },
    ...(job.endedAt === null ? [] : [{ term: t('report.end'), value: instant(job.endedAt) }]),
    { term: t('report.actor'), value: job.actor },
  ];
}

function Items({ report, job }: { readonly report: JobReport; readonly job: Job }) {
  if (job.failed + job.skipped === 0) return null;
  switch (report.items.status) {
    case 'loading':
      return <SkeletonLines label={t('report.loading')} lines={3} />;
    case 'failed':
      return <Note tone="danger">{`${t('report.unread')} ${report.items.error.message}`}</Note>;
    case 'ready': {
      const shown = report.items.value.slice(0, reportedItems);
      const more = job.failed + job.skipped - shown.length;
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles.items} aria-label={t('report.items')} tabIndex={0}>
          <ul>
            {shown.map((item) => (
              <Item key={item.subject} item={item} />
            ))}
          </ul>
          {more > 0 && <p className={styles.more}>{t('report.more', { count: formatNumber(more) })}</p>}
        </section>
      );
    }
  }
}

function Item({ item }: { readonly item: JobItem }) {
  const reportClosed = useAppState((state: State) => state.jobs.reportClosed);
  const id = item.outcome ?? item.subject;
  const open = () => {
    reportClosed();
    navigate({ ...screenChange('deliveries'), sel: id });
  };
  return (
    <li className={styles.item}>
      <Button variant="link" size="small" className={styles.id} onClick={open}>
        {id}
      </Button>
      <span>{t(item.state === 'skipped' ? 'report.item.skipped' : 'report.item.failed')}</span>
      <span className={styles.why}>{item.reason}</span>
    </li>
  );
}
