// Two fields in one outline, as method and request URL. The last one takes the free width.

import type { ReactNode } from 'react';
import styles from './field-box.module.css';

export interface JoinedFieldsProps {
  readonly children: ReactNode;
}

export function JoinedFields({ children }: JoinedFieldsProps) {
  return <span className={styles.joined}>{children}</span>;
}
