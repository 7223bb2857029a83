// Buttons, fields, switches and what opens from them.

import { ChevronDown, Copy, Dices, Ellipsis, Key, Pencil, Radio, Square, Terminal, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../../../renderer/ui/button.tsx';
import { Checkbox, Switch } from '../../../../renderer/ui/checkbox.tsx';
import { Combobox } from '../../../../renderer/ui/combobox.tsx';
import { AlertDialog, Dialog } from '../../../../renderer/ui/dialog.tsx';
import { Field } from '../../../../renderer/ui/field.tsx';
import { JoinedFields } from '../../../../renderer/ui/joined-fields.tsx';
import { ContextMenu, Menu, type MenuPoint } from '../../../../renderer/ui/menu.tsx';
import type { MenuItem } from '../../../../renderer/ui/menu-items.tsx';
import { Note } from '../../../../renderer/ui/note.tsx';
import { Popover } from '../../../../renderer/ui/popover.tsx';
import { RadioGroup } from '../../../../renderer/ui/radio-group.tsx';
import { SegmentedControl } from '../../../../renderer/ui/segmented-control.tsx';
import { Select } from '../../../../renderer/ui/select.tsx';
import { Tabs } from '../../../../renderer/ui/tabs.tsx';
import { SearchField, TextArea, TextField } from '../../../../renderer/ui/text-field.tsx';
import { useToasts } from '../../../../renderer/ui/toast.tsx';
import styles from './gallery.module.css';

const menuItems: readonly MenuItem[] = [
  { kind: 'action', id: 'edit', label: 'Edit', icon: Pencil, keys: 'Enter', onSelect: () => {} },
  { kind: 'action', id: 'copy', label: 'Duplicate', icon: Copy, keys: 'Ctrl D', onSelect: () => {} },
  { kind: 'action', id: 'off', label: 'Disable', icon: Square, keys: 'D', onSelect: () => {} },
  { kind: 'separator', id: 's1' },
  { kind: 'action', id: 'curl', label: 'Copy as cURL', icon: Terminal, onSelect: () => {} },
  { kind: 'separator', id: 's2' },
  {
    kind: 'action',
    id: 'delete',
    label: 'Delete',
    icon: Trash2,
    disabledReason: 'Disable it first',
    onSelect: () => {},
  },
];

const auth = [
  { value: 'none', label: 'No Auth' },
  { value: 'basic', label: 'Basic Auth' },
  { value: 'bearer', label: 'Bearer Token' },
] as const;

const views = [
  { value: 'http', label: 'HTTP' },
  { value: 'curl', label: 'cURL' },
  { value: 'json', label: 'JSON' },
  { value: 'query', label: 'Query' },
] as const;

export function Buttons() {
  return (
    <section className={styles.section} aria-label="Buttons">
      <div className={styles.line}>
        <Button variant="primary" keys="Ctrl S">
          Save & Close
        </Button>
        <Button>Review changes</Button>
        <Button variant="quiet">Discard</Button>
        <Button variant="danger">Delete 3</Button>
        <IconButton icon={Ellipsis} name="More for CRM screen-pop" />
        <Button variant="link">Select all 214 matching</Button>
      </div>
      <div className={styles.line}>
        <Button disabledReason="Sending is off in a sandbox set">Disabled</Button>
        <Button variant="quiet" isPressed>
          Pressed
        </Button>
        <Button icon={Radio} size="small">
          Send to local receiver
        </Button>
        <Button variant="primary" size="small" keys="Enter">
          Edit
        </Button>
        <Button variant="quiet" size="small" trailingIcon={ChevronDown}>
          Since 10:44 yesterday
        </Button>
        <IconButton icon={Dices} name="Another sample" size="small" />
      </div>
    </section>
  );
}

export function Fields() {
  const [text, setText] = useState('crm-acme');
  const [query, setQuery] = useState('screen');
  const [choice, setChoice] = useState<(typeof auth)[number]['value']>('basic');
  const [found, setFound] = useState<(typeof auth)[number]['value'] | null>(null);
  const [checked, setChecked] = useState(true);
  const [isOn, setIsOn] = useState(true);
  const [format, setFormat] = useState<'json' | 'query'>('json');
  return (
    <section className={styles.section} aria-label="Fields">
      <div className={styles.three}>
        <TextField label="Request key" placeholder="Request key" value="" onChange={() => {}} />
        <Select label="Authentication" options={auth} value={choice} onChange={setChoice} />
        <TextField label="Credential" icon={Key} value={text} onChange={setText} />
        <TextField label="Portal value" value="Set by the portal" onChange={() => {}} isDisabled />
        <TextField label="URL" value="https://crm.example.com/answered" isMono onChange={() => {}} />
        <Combobox
          label="Event"
          openName="Show events"
          emptyText="No event matches"
          placeholder="Event"
          options={auth}
          value={found}
          onChange={setFound}
        />
      </div>
      <Field label="Request URL" error="White space is not allowed in a request URL." changedText="Changed">
        <JoinedFields>
          <Select
            label="Method"
            isMono
            options={[
              { value: 'POST', label: 'POST' },
              { value: 'GET', label: 'GET' },
            ]}
            value="POST"
            onChange={() => {}}
          />
          <TextField isMono value="ht tp://crm" onChange={() => {}} />
        </JoinedFields>
      </Field>
      <Field label="Path Arguments" description="Appended to the path of the request URL.">
        <TextField isMono value="v2/answered" onChange={() => {}} />
      </Field>
      <Field label="Trigger Event">
        <Select options={auth} value={choice} onChange={setChoice} />
      </Field>
      <Field label="Format">
        <RadioGroup
          options={[
            { value: 'json', label: 'JSON' },
            { value: 'query', label: 'QUERY' },
          ]}
          value={format}
          onChange={setFormat}
        />
      </Field>
      <Field label="Silent mode">
        <Checkbox checked={checked} onChange={setChecked}>
          Kept as the portal has it
        </Checkbox>
      </Field>
      <Field label="Notes" layout="stack">
        <TextArea value="Two lines" onChange={() => {}} rows={2} />
      </Field>
      <div className={styles.line}>
        <Checkbox checked={checked} onChange={setChecked}>
          Selected
        </Checkbox>
        <Checkbox checked="mixed" onChange={setChecked}>
          Some
        </Checkbox>
        <Checkbox checked={false} onChange={setChecked}>
          None
        </Checkbox>
        <RadioGroup
          label="Layout"
          options={[
            { value: 'json', label: 'JSON' },
            { value: 'query', label: 'QUERY' },
          ]}
          value={format}
          onChange={setFormat}
        />
        <Switch isOn={isOn} onChange={setIsOn}>
          On
        </Switch>
        <Switch isOn={false} onChange={setIsOn}>
          Off
        </Switch>
      </div>
      <SearchField label="Search" clearName="Clear search" value={query} onChange={setQuery} count="38 of 2,318" />
    </section>
  );
}

export function Switches() {
  const [tab, setTab] = useState<'preview' | 'deliveries' | 'problems' | 'history'>('preview');
  const [view, setView] = useState<(typeof views)[number]['value']>('http');
  return (
    <section className={styles.section} aria-label="Tabs and segments">
      <Tabs
        label="Integration"
        value={tab}
        onChange={setTab}
        items={[
          { id: 'preview', label: 'Preview', render: () => <p className={styles.pad}>Preview</p> },
          {
            id: 'deliveries',
            label: 'Deliveries',
            count: '104',
            render: () => <p className={styles.pad}>Deliveries</p>,
          },
          { id: 'problems', label: 'Problems', count: '1', countTone: 'danger', render: () => <p>Problems</p> },
          { id: 'history', label: 'History', render: () => <p>History</p> },
        ]}
      />
      <div className={styles.line}>
        <SegmentedControl label="Show as" options={views} value={view} onChange={setView} />
      </div>
    </section>
  );
}

export function Overlays() {
  const toasts = useToasts();
  const [isOpen, setIsOpen] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const [point, setPoint] = useState<MenuPoint | null>(null);
  return (
    <section className={styles.section} aria-label="Overlays">
      <div className={styles.line}>
        <Menu trigger={<Button trailingIcon={ChevronDown}>Open menu</Button>} items={menuItems} />
        <Menu trigger={<IconButton icon={Ellipsis} name="More actions" />} items={menuItems} />
        <Button onClick={() => setPoint({ x: 300, y: 300 })}>Open context menu</Button>
        <Button onClick={() => setIsOpen(true)}>Open dialog</Button>
        <Button onClick={() => setIsAsking(true)}>Open alert</Button>
        <Popover trigger={<Button>Open popover</Button>} title="Density">
          <p>Rows of 28 px</p>
        </Popover>
        <Button
          onClick={() =>
            toasts.show({
              text: 'Disabled 3 integrations',
              action: { label: 'Undo', keys: 'Ctrl Z', onAction: () => {} },
            })
          }
        >
          Show toast
        </Button>
      </div>
      <ContextMenu label="Actions for CRM screen-pop" at={point} items={menuItems} onClose={() => setPoint(null)} />
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title="Shortcuts"
        description="For this screen."
        actions={
          <Button variant="primary" onClick={() => setIsOpen(false)}>
            Done
          </Button>
        }
      >
        <TextField label="Search shortcuts" value="" placeholder="Search" onChange={() => {}} />
      </Dialog>
      <AlertDialog
        isOpen={isAsking}
        title="Send to 3 real endpoints?"
        description="This leaves your machine. What is sent cannot be undone, and receivers may see a duplicate."
        confirmLabel="Send 3"
        cancelLabel="Cancel"
        onConfirm={() => setIsAsking(false)}
        onCancel={() => setIsAsking(false)}
      >
        <Note>crm.example.com, desk.example.com</Note>
      </AlertDialog>
    </section>
  );
}
