import { useNavigate, useSearch } from '@tanstack/react-router';
import { Search, X } from 'lucide-react';
import { type FormEvent, type ReactNode, useCallback } from 'react';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { SearchText } from '../lib/search.ts';
import { Button } from '../ui/button.tsx';
import ui from '../ui/ui.module.css';
import styles from './lists.module.css';

/** The filters of the address, and how to change them: an address is a view that one can send to somebody. */
export function useListSearch(): readonly [SearchText, (change: SearchText) => void] {
  const search: SearchText = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (next: SearchText) =>
      void navigate({
        to: '.',
        search: ((before: SearchText) => ({ ...before, ...next })) as never,
        resetScroll: false,
      }),
    [navigate],
  );
  return [search, change];
}

/** Looks for what is typed when Enter is pressed: a list is searched on the server. */
export function SearchField({
  label,
  value,
  onSearch,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onSearch: (text: string | undefined) => void;
}) {
  const { t } = useI18n();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('text')).trim();
    onSearch(text === '' ? undefined : text);
  };
  return (
    <search className={styles['search']}>
      <form className={ui['row']} onSubmit={submit}>
        <input
          // A search that was taken out of the address leaves the field too.
          key={value ?? ''}
          className={ui['input']}
          style={{ flex: 1, minWidth: 0, width: 'auto' }}
          name="text"
          type="search"
          aria-label={label}
          placeholder={label}
          defaultValue={value}
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit" aria-label={t('list.search')}>
          <Search size={15} aria-hidden="true" />
        </Button>
      </form>
    </search>
  );
}

export interface Chip {
  readonly key: string;
  readonly label: ReactNode;
  /** What the screen reader says before the label is taken away. */
  readonly clear: () => void;
}

/** The filters that have no control of their own on the page: they came by a link. Each can be taken out. */
export function FilterChips({ chips }: { readonly chips: readonly Chip[] }) {
  const { t } = useI18n();
  if (chips.length === 0) return null;
  return (
    <ul className={styles['chips']} aria-label={t('list.filters')}>
      {chips.map(({ key, label, clear }) => (
        <li key={key}>
          <button type="button" className={styles['chip']} onClick={clear}>
            <span>{label}</span>
            <span className="visually-hidden">{t('list.takeOut')}</span>
            <X size={13} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** How long the list is: exactly, or how long at least. */
export function ListCount({
  total,
  totalAtLeast,
}: {
  readonly total: number | null;
  readonly totalAtLeast: number | null;
}) {
  const { t } = useI18n();
  return (
    <p className={styles['count']} aria-live="polite">
      {total !== null
        ? t('list.count', { count: total })
        : totalAtLeast === null
          ? t('list.counting')
          : t('list.countAtLeast', { count: totalAtLeast })}
    </p>
  );
}
