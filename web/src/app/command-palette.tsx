import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Dialog } from '../ui/dialog.tsx';
import ui from '../ui/ui.module.css';
import { storePages } from './pages.tsx';
import { useMe, useStore } from './session.ts';

interface Command {
  readonly id: string;
  readonly label: string;
  readonly run: () => void;
}

interface PaletteState {
  readonly shown: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

/** Ctrl-K or ⌘K from anywhere. */
export function useCommandPalette(): PaletteState {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setShown(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return useMemo(() => ({ shown, open: () => setShown(true), close: () => setShown(false) }), [shown]);
}

/** Every page and store by a few letters of its name. */
export function CommandPalette({ state }: { readonly state: PaletteState }) {
  const { t } = useI18n();
  return (
    <Dialog open={state.shown} onClose={state.close} title={t('palette.title')}>
      <Commands onDone={state.close} />
    </Dialog>
  );
}

function Commands({ onDone }: { readonly onDone: () => void }) {
  const { t } = useI18n();
  const listId = useId();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const commands = useCommands(onDone);
  const found = commands.filter(({ label }) => label.toLowerCase().includes(query.trim().toLowerCase()));
  const current = Math.min(chosen, found.length - 1);
  const onKey = (event: ReactKeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setChosen((current + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % Math.max(1, found.length));
    }
    if (event.key === 'Enter') found[current]?.run();
  };
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: the dialog is opened to type
        autoFocus
        className={ui['input']}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found[current] ? `${listId}-${found[current].id}` : undefined}
        aria-label={t('palette.title')}
        placeholder={t('palette.placeholder')}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKey}
      />
      <div id={listId} role="listbox" aria-label={t('palette.results')} style={{ marginTop: 8 }}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
          <div
            key={command.id}
            id={`${listId}-${command.id}`}
            role="option"
            aria-selected={index === current}
            className={ui['item']}
            data-selected={index === current ? '' : undefined}
            onClick={command.run}
          >
            {command.label}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={ui['help']}>{t('palette.none')}</p>}
    </>
  );
}

function useCommands(onDone: () => void): readonly Command[] {
  const { t } = useI18n();
  const store = useStore();
  const { stores, admin } = useMe();
  const navigate = useNavigate();
  const go = (href: string) => () => {
    onDone();
    void navigate({ href });
  };
  const pages = storePages.flatMap(({ path, rail }) => {
    if (!rail || (rail.permission && !store.may(rail.permission)) || (rail.admin && !admin)) return [];
    return [
      {
        id: path.replaceAll('/', '-'),
        label: t(rail.label),
        run: go(`/stores/${store.id}${path === '/' ? '' : path}`),
      },
    ];
  });
  const others = stores
    .filter(({ id }) => id !== store.id)
    .map(({ id, name }) => ({ id, label: t('palette.store', { name }), run: go(`/stores/${id}`) }));
  return [...pages, ...others];
}
