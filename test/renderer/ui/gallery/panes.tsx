// Marks, notes, states and the parts of a pane.

import {
  ArchiveX,
  Ban,
  Check,
  CircleCheck,
  CircleX,
  Clock,
  Ellipsis,
  Plug,
  Radio,
  RotateCcw,
  SearchX,
  TimerOff,
  TriangleAlert,
  Unplug,
  Webhook,
  WrapText,
  X,
} from 'lucide-react';
import { useState } from 'react';
import { AssumptionMark, Badge } from '../../../../renderer/ui/badge.tsx';
import { Button, IconButton } from '../../../../renderer/ui/button.tsx';
import { Chip, QueryToken, Tag, type TenantColor } from '../../../../renderer/ui/chip.tsx';
import { Code } from '../../../../renderer/ui/code.tsx';
import { spansOfHttp } from '../../../../renderer/ui/code-spans.ts';
import { DefinitionList } from '../../../../renderer/ui/definition-list.tsx';
import { EmptyState, IconTile } from '../../../../renderer/ui/empty-state.tsx';
import { ErrorPanel } from '../../../../renderer/ui/error-panel.tsx';
import { LiveRegion } from '../../../../renderer/ui/live-region.tsx';
import { MiddleTruncated } from '../../../../renderer/ui/middle-truncated.tsx';
import { Note } from '../../../../renderer/ui/note.tsx';
import { Progress } from '../../../../renderer/ui/progress.tsx';
import { PaneFoot, PaneHead, PaneSection, Sheet, Spring } from '../../../../renderer/ui/sheet.tsx';
import { SkeletonLines } from '../../../../renderer/ui/skeleton.tsx';
import { Sparkline } from '../../../../renderer/ui/sparkline.tsx';
import { StateDot, StatusText } from '../../../../renderer/ui/state-dot.tsx';
import { TenantDot, TenantMark } from '../../../../renderer/ui/tenant-mark.tsx';
import { TimelineList } from '../../../../renderer/ui/timeline-list.tsx';
import styles from './gallery.module.css';

const request = `POST /hook/v2/answered?src=pbx HTTP/1.1
Content-Type: application/json
Authorization: Basic ••••••
X-Tenant: acme

{
  "from": "0491570156",
  "voicemail": "True",
  "at": "2026-11-23 10:41:07"
}`;

const marks = [markOf('v2/answered', 1), markOf('True', 2), markOf('2026-11-23 10:41:07', 3)];

function markOf(part: string, number: number) {
  const start = request.indexOf(part);
  return { start, end: start + part.length, number };
}

const colors: readonly (readonly [TenantColor, string])[] = [
  [1, 'teal'],
  [2, 'sky'],
  [3, 'violet'],
  [4, 'plum'],
  [5, 'coral'],
  [6, 'amber'],
  [7, 'moss'],
  [8, 'slate'],
];

export function Marks() {
  const [pressed, setPressed] = useState(true);
  return (
    <section className={styles.section} aria-label="Marks">
      <div className={styles.line}>
        <TenantDot color={1} />
        <TenantMark kind="live">LIVE</TenantMark>
        <TenantMark kind="sandbox">Sandbox</TenantMark>
        <Badge>Draft</Badge>
        <Badge tone="accent">3 selected</Badge>
        <Badge tone="success" icon={Check}>
          Saved
        </Badge>
        <Badge tone="warn" icon={TriangleAlert}>
          Unlikely
        </Badge>
        <Badge tone="danger" icon={X}>
          502
        </Badge>
        <Badge tone="assume">assumed</Badge>
        <AssumptionMark number={1} name="Assumption 1" />
      </div>
      <div className={styles.line}>
        <StatusText icon={CircleCheck} tone="success" detail="200">
          Delivered
        </StatusText>
        <StatusText icon={Ban} tone="warn" detail="422">
          Refused
        </StatusText>
        <StatusText icon={CircleX} tone="danger" detail="502">
          Failing
        </StatusText>
        <StatusText icon={TimerOff} tone="timeout" detail="15 s">
          Timed out
        </StatusText>
        <StatusText icon={Unplug} detail="DNS">
          Unreachable
        </StatusText>
        <StatusText icon={ArchiveX} tone="danger">
          Dead
        </StatusText>
        <StateDot isOn>On</StateDot>
        <StateDot isOn={false}>Off</StateDot>
      </div>
      <div className={styles.line}>
        {colors.map(([color, name]) => (
          <Tag key={name} color={color}>
            {name}
          </Tag>
        ))}
      </div>
      <div className={styles.line}>
        <QueryToken prefix="event:">inbound-call-answered</QueryToken>
        <QueryToken prefix="url~" state="active">
          crm
        </QueryToken>
        <QueryToken prefix="event:" state="error">
          ivr-option-selectd
        </QueryToken>
        <Chip isPressed={pressed} onPressedChange={setPressed} icon={Clock} iconTone="warn">
          300 ms late
        </Chip>
        <Chip isPressed={false} onPressedChange={setPressed}>
          timeout
        </Chip>
      </div>
    </section>
  );
}

export function Notes() {
  return (
    <section className={styles.section} aria-label="Notes">
      <Note>Nothing was sent. Allowing this certificate is a choice per host, under Settings, Endpoints.</Note>
      <Note tone="info">Values go in as they are, never trimmed.</Note>
      <Note tone="warn">Replay can duplicate. The receiver gets the same delivery id.</Note>
      <Note tone="danger">Not saved: the record changed at 10:38. Your draft is kept.</Note>
      <Progress label="Rotate ticket-api token" value={702} max={1180} failed={12} text="702 of 1,180, 12 failed" />
      <LiveRegion message="1,204 results" />
    </section>
  );
}

export function States() {
  return (
    <section className={styles.cards} aria-label="States">
      <Sheet label="Empty">
        <EmptyState
          icon={Webhook}
          title="No integrations on Whitsunday"
          actions={
            <>
              <Button variant="primary">Turn on Applications…</Button>
              <Button variant="quiet">See it in the sandbox</Button>
            </>
          }
        >
          Applications is off on this PBX, so the platform has no service integrations for it.
        </EmptyState>
      </Sheet>
      <Sheet label="No match">
        <EmptyState
          icon={SearchX}
          title="Nothing matches this query"
          aside={
            <>
              <QueryToken prefix="account:">"Acme*"</QueryToken>
              <QueryToken prefix="event:" state="error">
                ivr-option-selectd
              </QueryToken>
            </>
          }
          actions={<Button>Clear filter</Button>}
        >
          There is no event of this name. Without this part, 12 rows.
        </EmptyState>
      </Sheet>
      <Sheet label="Failed">
        <ErrorPanel
          title="The certificate of practice.example.com has expired"
          facts={[
            { term: 'Code', value: 'TLS_EXPIRED', isMono: true },
            { term: 'When', value: '10:41:07.312 AEDT, attempt 1' },
            {
              term: 'Would send',
              value: (
                <MiddleTruncated isMono isRevealing text="POST practice.example.com/v1/calls/answered?source=phone" />
              ),
              isMono: true,
            },
          ]}
          note={<Note>Nothing was sent.</Note>}
          actions={
            <>
              <Button icon={RotateCcw}>Retry</Button>
              <Button variant="quiet">Copy diagnostic</Button>
            </>
          }
        >
          The connection was closed before anything was sent. The delivery is kept with its exact bytes.
        </ErrorPanel>
      </Sheet>
      <Sheet label="Loading">
        <SkeletonLines label="Loading the integration" lines={6} />
        <IconTile icon={Plug} size="small" />
      </Sheet>
    </section>
  );
}

export function Bytes() {
  const [attempt, setAttempt] = useState('3');
  return (
    <section className={styles.bytes} aria-label="Panes">
      <Sheet label="Request">
        <PaneHead
          title="CRM screen-pop"
          actions={
            <>
              <IconButton size="small" icon={Ellipsis} name="More for this" />
              <Button variant="primary" size="small" keys="Enter">
                Edit
              </Button>
            </>
          }
        >
          <StateDot isOn>On</StateDot> · Acme Pty Ltd / Head Office
        </PaneHead>
        <PaneSection
          title="Preview"
          actions={
            <Button variant="link" size="small">
              Show 104
            </Button>
          }
        >
          <Code
            label="Request preview"
            text={request}
            spans={spansOfHttp(request)}
            marks={marks}
            markName={(number) => `Assumption ${number}`}
            highlightedLine={6}
          />
          <DefinitionList
            items={[
              { term: 'Delivery', value: 'dlv_01kb7p0c2r', isMono: true },
              { term: 'Answered', value: '204 after 300 ms' },
            ]}
          />
          <div className={styles.line}>
            <Sparkline
              values={[1, 4, 9, 8, 3]}
              failed={[0, 0, 3, 0, 0]}
              table={{
                caption: 'Deliveries per hour',
                periodHead: 'Hour',
                valueHead: 'Sent',
                failedHead: 'Failed',
                periods: ['7', '8', '9', '10', '11'],
              }}
            />
          </div>
        </PaneSection>
        <PaneFoot>
          <Button size="small" icon={Radio}>
            Send to local receiver
          </Button>
          <Spring />
          <Button size="small" variant="quiet" icon={WrapText}>
            Wrap
          </Button>
        </PaneFoot>
      </Sheet>
      <Sheet label="Delivery">
        <PaneSection title="Attempts">
          <TimelineList
            label="Attempts"
            chosenId={attempt}
            onChoose={setAttempt}
            items={[
              {
                id: 'next',
                icon: Clock,
                tone: 'info',
                title: 'Next',
                kind: 'Automatic',
                time: '10:46:20',
                result: 'in 1 m 42 s',
              },
              {
                id: '3',
                icon: CircleX,
                tone: 'danger',
                title: '3',
                kind: 'Replay',
                time: '10:44:30.026',
                result: '502',
                duration: '1.22 s',
                note: 'asked for by Jo Marsh, byte-exact',
              },
              {
                id: '2',
                icon: CircleX,
                tone: 'danger',
                title: '2',
                kind: 'Automatic',
                time: '10:41:13.740',
                result: '502',
                duration: '1.18 s',
              },
              {
                id: '1',
                icon: CircleX,
                tone: 'danger',
                title: '1',
                kind: 'First',
                time: '10:41:07.312',
                result: '502',
                duration: '1.21 s',
              },
            ]}
          />
        </PaneSection>
      </Sheet>
    </section>
  );
}
