// Keeps a mistake in one region from taking the window down. It says so, and offers to draw the region again.
import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { t } from './texts.ts';

interface Caught {
  readonly error: Error | null;
}

export interface ErrorBoundaryProps {
  /** Nothing stands in its place: for a line that has no room for a panel. */
  readonly isSilent?: boolean | undefined;
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, Caught> {
  override state: Caught = { error: null };

  static getDerivedStateFromError(error: unknown): Caught {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (this.props.isSilent === true) return null;
    const again = <Button onClick={() => this.setState({ error: null })}>{t('error.again')}</Button>;
    return (
      <Sheet>
        <ErrorPanel title={t('error.title')} facts={[{ term: error.name, value: error.message }]} actions={again}>
          {t('error.text')}
        </ErrorPanel>
      </Sheet>
    );
  }
}
