import { useNavigate } from '@tanstack/react-router';
import { ChevronsUpDown } from 'lucide-react';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { useMe, useStore } from './session.ts';
import styles from './switchers.module.css';

/** The store that is looked at, and the others of this person. */
export function StoreSwitcher() {
  const { t } = useI18n();
  const { stores } = useMe();
  const current = useStore();
  const navigate = useNavigate();
  return (
    <Menu
      trigger={
        <Button look="plain" className={styles['store'] ?? ''} aria-label={t('shell.store', { name: current.name })}>
          <span className={styles['name']}>{current.name}</span>
          <ChevronsUpDown size={14} aria-hidden="true" />
        </Button>
      }
      entries={stores.map((store) => ({
        label: store.name,
        onSelect: () => void navigate({ to: '/stores/$storeId', params: { storeId: store.id } }),
      }))}
    />
  );
}
