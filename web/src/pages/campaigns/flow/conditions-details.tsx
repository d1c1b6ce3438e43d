import { type ReactNode, useState } from 'react';
import styles from '../campaigns.module.css';

/** Conditions that can be folded away. Only whoever opens or closes them does so: emptying the last field folds nothing. */
export function ConditionsDetails({
  isOpenFirst,
  summary,
  children,
}: {
  readonly isOpenFirst: boolean;
  readonly summary: string;
  readonly children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(isOpenFirst);
  return (
    <details className={styles['conditions']} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
