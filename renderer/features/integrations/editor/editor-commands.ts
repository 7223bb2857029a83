// The editor's keys, as commands of the Integrations screen that hold while it is open.
import { GitCompare, Radio, Save } from 'lucide-react';
import { resolveDialect } from '../../../../shared/request/dialect-file.ts';
import { checkIntegration } from '../../../../shared/request/integration-file.ts';
import type { Command, CommandContext } from '../../../app/feature/commands.ts';
import type { FrameState } from '../../../app/feature/frame-state.ts';
import { selectTenantSet } from '../../../app/feature/select-tenant-set.ts';
import { focusPath } from './focus-path.ts';
import { hasChanges, orderProblems } from './session.ts';
import type { EditorSlice, EditorState, SaveOutcome } from './store.ts';
import { t } from './texts.ts';

type Context = CommandContext<FrameState & EditorState>;

const screen = 'integrations';
const isOpen = ({ state, location }: Context) => location.edit !== null && state.editor.session.status === 'ready';

export const editorCommands: readonly Command<FrameState & EditorState>[] = [
  {
    ...{ id: 'editor.save', screen, section: 'edit', icon: Save, keys: ['$mod+s'], when: isOpen },
    title: () => t('command.save'),
    run: ({ state, navigate }) => saveAndClose(state.editor, navigate),
  },
  {
    ...{ id: 'editor.review', screen, section: 'edit', icon: GitCompare, keys: ['$mod+d'] },
    title: () => t('command.review'),
    when: (context) => isOpen(context) && canReview(context.state.editor),
    run: ({ state }) => state.editor.reviewToggled(true),
  },
  {
    ...{ id: 'editor.send', screen, section: 'edit', icon: Radio, keys: ['$mod+Enter'] },
    title: () => t('command.send'),
    when: (context) => isOpen(context) && listProblems(context).every(({ severity }) => severity !== 'error'),
    run: ({ state }) => state.editor.sendAsked(),
  },
  {
    ...{ id: 'editor.nextProblem', screen, section: 'edit', keys: ['F8'], when: isOpen },
    title: () => t('command.nextProblem'),
    run: (context) => goToProblem(context, 1),
  },
  {
    ...{ id: 'editor.previousProblem', screen, section: 'edit', keys: ['Shift+F8'], when: isOpen },
    title: () => t('command.previousProblem'),
    run: (context) => goToProblem(context, -1),
  },
  {
    ...{ id: 'editor.reorder', screen, section: 'edit', keys: ['Alt+ArrowUp', 'Alt+ArrowDown'], isHint: true },
    title: () => t('command.reorder'),
    run: () => {},
  },
];

/** Esc in the editor: back to the list, with the draft kept. Answers whether the editor was open. */
export function stepBackFromEditor({ location, navigate }: Context): boolean {
  if (location.edit === null) return false;
  navigate({ edit: null, ...(location.edit === 'new' && { sel: null }) });
  return true;
}

/** Saved, the list comes back with what was saved; refused, the first error has the focus. */
export function saveAndClose(editor: EditorSlice, navigate: Context['navigate']): void {
  void editor.saveAsked().then((outcome) => closeAfterSave(outcome, navigate));
}

export function closeAfterSave({ savedId, firstError }: SaveOutcome, navigate: Context['navigate']): void {
  if (savedId !== null) navigate({ edit: null, sel: savedId });
  else if (firstError !== null) focusPath(firstError);
}

function canReview({ session }: EditorSlice): boolean {
  return session.status === 'ready' && session.value.id !== null && hasChanges(session.value);
}

function listProblems({ state, location }: Context) {
  const { session } = state.editor;
  if (session.status !== 'ready') return [];
  const { dialect } = resolveDialect(selectTenantSet(state.tenants, location.set)?.dialect);
  return orderProblems(checkIntegration(session.value.integration, dialect));
}

/** The first press goes to the problem the bar shows, if the focus is elsewhere; the next ones go on from there. */
function goToProblem(context: Context, step: 1 | -1): void {
  const problems = listProblems(context);
  const { problemIndex, isProblemVisited, problemShown } = context.state.editor;
  if (problems.length === 0) return;
  const index = isProblemVisited ? (problemIndex + step + problems.length) % problems.length : 0;
  problemShown(index);
  focusPath(problems[index]?.path ?? '');
}
