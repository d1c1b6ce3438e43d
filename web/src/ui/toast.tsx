import { X } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from 'react';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Button } from './button.tsx';
import styles from './ui.module.css';

interface Toast {
  readonly text: string;
  /** Takes the change back. */
  readonly undo?: () => void;
}

const shownMs = 8_000;
const toastsMax = 3;

const ToastContext = createContext<(toast: Toast) => void>(() => {});

/** Says what was done, and offers to undo it; gone after a while, read out by screen readers. */
export function useToast() {
  return use(ToastContext);
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useI18n();
  const [toasts, setToasts] = useState<readonly (Toast & { readonly id: number })[]>([]);
  const last = useRef(0);
  const close = useCallback((id: number) => setToasts((all) => all.filter((one) => one.id !== id)), []);
  const show = useCallback(
    (toast: Toast) => {
      last.current += 1;
      const id = last.current;
      setToasts((all) => [...all, { ...toast, id }].slice(-toastsMax));
      setTimeout(() => close(id), shownMs);
    },
    [close],
  );
  const undo = useMemo(
    () => (toast: Toast & { readonly id: number }) => {
      toast.undo?.();
      close(toast.id);
    },
    [close],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles['toasts']} role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.id} className={styles['toast']}>
            <span className={styles['noticeText']}>{toast.text}</span>
            {toast.undo && <Button onClick={() => undo(toast)}>{t('action.undo')}</Button>}
            <Button look="plain" aria-label={t('action.close')} onClick={() => close(toast.id)}>
              <X size={14} aria-hidden="true" />
            </Button>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
