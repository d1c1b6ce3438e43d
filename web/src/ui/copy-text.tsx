import { Copy } from 'lucide-react';
import { useI18n } from '../i18n/i18n-context.tsx';
import { useToast } from './toast.tsx';
import styles from './ui.module.css';

/** An id, a secret or an address that one press copies; `short` shows its beginning only. */
export function CopyText({ text, short = false }: { readonly text: string; readonly short?: boolean }) {
  const { t } = useI18n();
  const toast = useToast();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast({ text: t('copied') });
  };
  return (
    <button type="button" className={styles['copy']} onClick={() => void copy()} title={text}>
      <span className="visually-hidden">{t('action.copy')} </span>
      {short && text.length > 13 ? `${text.slice(0, 8)}…` : text}
      <Copy size={12} aria-hidden="true" />
    </button>
  );
}
