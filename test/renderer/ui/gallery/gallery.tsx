import { Sheet } from '../../../../renderer/ui/sheet.tsx';
import { Buttons, Fields, Overlays, Switches } from './controls.tsx';
import styles from './gallery.module.css';
import { Bytes, Marks, Notes, States } from './panes.tsx';
import { SampleGrid } from './sample-grid.tsx';

export function Gallery() {
  return (
    <main className={styles.gallery}>
      <h1 className={styles.title}>Parts</h1>
      <Buttons />
      <Fields />
      <Marks />
      <Rows />
      <Switches />
      <Overlays />
      <Notes />
      <States />
      <Bytes />
    </main>
  );
}

const someSelected = { mode: 'some', keys: new Set(['int_2', 'int_4']) } as const;

function Rows() {
  return (
    <section className={styles.section} aria-label="Rows">
      <div className={styles.gridBox}>
        <Sheet label="Integrations">
          <SampleGrid count={9} initialSelection={someSelected} initialActive={4} />
        </Sheet>
      </div>
    </section>
  );
}
