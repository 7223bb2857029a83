// Someone else saved meanwhile: what one began from, mine and theirs for each field, and which of them to keep.
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { type ComparedMember, integrationOf, tellMember } from './changes.ts';
import { listDisagreements, mergeVersions, type Side, type Versions } from './merge-conflict.ts';
import styles from './review.module.css';
import type { EditorSession } from './session.ts';
import { t } from './texts.ts';
import { useEditor } from './use-editor.ts';

export function ConflictDialog({ session }: { readonly session: EditorSession }) {
  const theirs = useEditor((editor) => editor.theirs);
  const conflictSettled = useEditor((editor) => editor.conflictSettled);
  const conflictPutOff = useEditor((editor) => editor.conflictPutOff);
  const [chosen, setChosen] = useState<Partial<Record<ComparedMember, Side>>>({});
  if (theirs === null) return null;
  const versions = { base: session.saved, mine: session.integration, theirs: integrationOf(theirs) };
  const apply = () => {
    conflictSettled(mergeVersions(versions, chosen));
    setChosen({});
  };
  return (
    <Dialog
      isOpen
      onClose={conflictPutOff}
      title={t('conflict.title', { name: theirs.name })}
      description={t('conflict.text')}
      size="large"
      actions={
        <>
          <Button onClick={conflictPutOff}>{t('conflict.later')}</Button>
          <Button variant="primary" onClick={apply}>
            {t('conflict.apply')}
          </Button>
        </>
      }
    >
      <Disagreements
        versions={versions}
        chosen={chosen}
        onChoose={(member, side) => setChosen({ ...chosen, [member]: side })}
      />
    </Dialog>
  );
}

const sideOptions = [
  { value: 'mine', label: t('conflict.mine') },
  { value: 'theirs', label: t('conflict.theirs') },
] as const;

interface DisagreementsProps {
  readonly versions: Versions;
  readonly chosen: Partial<Record<ComparedMember, Side>>;
  readonly onChoose: (member: ComparedMember, side: Side) => void;
}

function Disagreements({ versions, chosen, onChoose }: DisagreementsProps) {
  const { base, mine, theirs } = versions;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('review.member')}</th>
            <th scope="col">{t('conflict.base')}</th>
            <th scope="col">{t('conflict.mine')}</th>
            <th scope="col">{t('conflict.theirs')}</th>
            <th scope="col">{t('conflict.keep')}</th>
          </tr>
        </thead>
        <tbody>
          {listDisagreements(versions).map(({ member, changedBy }) => (
            <tr key={member}>
              <th scope="row">{t(`member.${member}`)}</th>
              <td>{tellMember(base, member)}</td>
              <td>{tellMember(mine, member)}</td>
              <td>{tellMember(theirs, member)}</td>
              <td>
                <SegmentedControl<Side>
                  label={`${t('conflict.keep')}: ${t(`member.${member}`)}`}
                  options={sideOptions}
                  value={chosen[member] ?? changedBy ?? 'mine'}
                  onChange={(side) => onChoose(member, side)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
