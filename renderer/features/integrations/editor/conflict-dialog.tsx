// Someone else saved meanwhile: what one began from, mine and theirs for each field, and which of them to keep. Nothing is saved before
// every field is decided, and closing the dialog keeps the draft.
import { useState } from 'react';
import type { IntegrationRecord } from '../../../../shared/integrations/record.ts';
import { formatTime } from '../../../app/feature/format.ts';
import { navigate } from '../../../app/feature/use-app.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { RadioGroup } from '../../../ui/radio-group.tsx';
import { type ComparedMember, comparedMembers, integrationOf, tellMember } from './changes.ts';
import styles from './conflict-dialog.module.css';
import { closeAfterSave } from './editor-commands.ts';
import { type Choices, decideSides, mergeVersions, type Side, type Versions } from './merge-conflict.ts';
import type { EditorSession } from './session.ts';
import { t } from './texts.ts';
import { useEditor } from './use-editor.ts';

export function ConflictDialog({ session }: { readonly session: EditorSession }) {
  const theirs = useEditor((editor) => editor.theirs);
  // Choices belong to what they saved: a newer state of theirs is decided anew.
  return theirs === null ? null : <OpenDialog key={theirs.revision} session={session} theirs={theirs} />;
}

interface OpenDialogProps {
  readonly session: EditorSession;
  readonly theirs: IntegrationRecord;
}

function OpenDialog({ session, theirs }: OpenDialogProps) {
  const conflictSettled = useEditor((editor) => editor.conflictSettled);
  const conflictPutOff = useEditor((editor) => editor.conflictPutOff);
  const [chosen, setChosen] = useState<Choices>({});
  const versions = { base: session.base, mine: session.integration, theirs: integrationOf(theirs) };
  const sides = decideSides(versions, chosen);
  const open = [...sides.values()].filter((side) => side === null).length;
  const save = () =>
    void conflictSettled(mergeVersions(versions, chosen)).then((outcome) => closeAfterSave(outcome, navigate));
  const takeTheirs = () => setChosen(Object.fromEntries([...sides.keys()].map((member) => [member, 'theirs'])));
  const time = formatTime(Date.parse(theirs.updatedAt), session.place.timeZone);
  return (
    <Dialog
      isOpen
      onClose={conflictPutOff}
      title={t('conflict.title', { name: theirs.name, time })}
      size="wide"
      note={t('conflict.note')}
      actions={
        <>
          <Button variant="quiet" onClick={takeTheirs}>
            {t('conflict.takeTheirs')}
          </Button>
          <Button onClick={conflictPutOff}>{t('conflict.keepDraft')}</Button>
          <Button
            variant="primary"
            onClick={save}
            disabledReason={open === 0 ? undefined : t('conflict.open', { count: String(open) })}
          >
            {t('conflict.save')}
          </Button>
        </>
      }
    >
      <p className={styles.decided} role="status">
        {t('conflict.decided', { decided: String(sides.size - open), all: String(sides.size) })}
      </p>
      <Fields
        session={session}
        versions={versions}
        sides={sides}
        theirTime={time}
        onChoose={(member, side) => setChosen({ ...chosen, [member]: side })}
      />
    </Dialog>
  );
}

interface FieldsProps {
  readonly session: EditorSession;
  readonly versions: Versions;
  readonly sides: ReadonlyMap<ComparedMember, Side | null>;
  readonly theirTime: string;
  readonly onChoose: (member: ComparedMember, side: Side) => void;
}

function Fields({ session, versions, sides, theirTime, onChoose }: FieldsProps) {
  const { base, mine, theirs } = versions;
  const equal = comparedMembers.length - sides.size;
  return (
    <div className={styles.fields}>
      <div className={styles.heads} aria-hidden>
        <span>{t('review.member')}</span>
        <span>{t('conflict.baseOf', { revision: String(session.baseRevision) })}</span>
        <span className={styles.mine}>{nameMine(session)}</span>
        <span>{t('conflict.theirsOf', { time: theirTime })}</span>
      </div>
      {[...sides].map(([member, side]) => (
        <div key={member} className={styles.field}>
          <span className={styles.member}>{t(`member.${member}`)}</span>
          <span className={base === null ? styles.unknown : styles.base}>
            {base === null ? t('conflict.unknown') : tell(base, member)}
          </span>
          <RadioGroup<Side>
            label={t(`member.${member}`)}
            isTiled
            value={side}
            onChange={(next) => onChoose(member, next)}
            options={[
              { value: 'mine', label: tell(mine, member), hiddenLabel: t('conflict.mine') },
              { value: 'theirs', label: tell(theirs, member), hiddenLabel: t('conflict.theirs') },
            ]}
          />
        </div>
      ))}
      {equal > 0 && <p className={styles.equal}>{t('conflict.equal', { count: String(equal) })}</p>}
    </div>
  );
}

function nameMine({ draft, place }: EditorSession): string {
  return draft.status === 'saved'
    ? t('conflict.mineOf', { time: formatTime(draft.atMs, place.timeZone) })
    : t('conflict.mine');
}

function tell(...of: Parameters<typeof tellMember>): string {
  return tellMember(...of) || t('conflict.empty');
}
