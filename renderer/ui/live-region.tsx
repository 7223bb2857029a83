// Announces counts and results politely. The message waits until it has been still for 300 ms, so typing does not flood a reader.

import { useEffect, useState } from 'react';
import { VisuallyHidden } from './visually-hidden.tsx';

const settleMs = 300;

export interface LiveRegionProps {
  readonly message: string;
}

export function LiveRegion({ message }: LiveRegionProps) {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(message), settleMs);
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <div role="status" aria-live="polite">
      <VisuallyHidden>{settled}</VisuallyHidden>
    </div>
  );
}
