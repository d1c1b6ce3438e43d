import { ChevronDown, ChevronUp, Maximize2, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { StoreLink } from '../app/store-link.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import styles from './lists.module.css';

/** A list, and beside it the entry that is open; both stay where they are. */
export function ListWithPanel({ list, panel }: { readonly list: ReactNode; readonly panel: ReactNode | null }) {
  return (
    <div className={classNames(styles['split'], panel !== null && styles['open'])}>
      <div className={styles['list']}>{list}</div>
      {panel}
    </div>
  );
}

interface SidePanelProps {
  readonly label: string;
  /** Its address as a page of its own. */
  readonly path: string;
  /** What is shown: the focus goes to it when it changes. */
  readonly shownId: string;
  readonly onClose: () => void;
  readonly onPrevious?: (() => void) | undefined;
  readonly onNext?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** One entry of a list, beside it. Escape closes it, and the focus goes back to the row. */
export function SidePanel({ label, path, shownId, onClose, onPrevious, onNext, children }: SidePanelProps) {
  const { t } = useI18n();
  const panel = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the entry
  useEffect(() => panel.current?.focus({ preventScroll: true }), [shownId]);
  return (
    <aside
      ref={panel}
      className={styles['panel']}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <div className={styles['panelBar']}>
        <Button look="plain" aria-label={t('list.previous')} disabled={!onPrevious} onClick={onPrevious}>
          <ChevronUp size={16} aria-hidden="true" />
        </Button>
        <Button look="plain" aria-label={t('list.next')} disabled={!onNext} onClick={onNext}>
          <ChevronDown size={16} aria-hidden="true" />
        </Button>
        <span className={styles['panelEnd']} />
        <StoreLink path={path} className={buttonClass('plain')} label={t('list.asPage')}>
          <Maximize2 size={15} aria-hidden="true" />
        </StoreLink>
        <Button look="plain" aria-label={t('action.close')} onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </Button>
      </div>
      <div className={styles['panelBody']}>{children}</div>
    </aside>
  );
}
