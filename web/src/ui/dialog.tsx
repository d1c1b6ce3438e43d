import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './ui.module.css';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly wide?: boolean;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One question over the page. The focus goes in, stays in, and returns to the element that opened it. */
export function Dialog({ open, onClose, title, wide = false, actions, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles['backdrop']} />
        <Base.Popup className={classNames(styles['dialog'], wide && styles['wide'])}>
          <Base.Title className={styles['dialogTitle']}>{title}</Base.Title>
          {children}
          {actions !== undefined && <div className={styles['dialogActions']}>{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
