import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import styles from './ui.module.css';

export interface MenuEntry {
  readonly label: ReactNode;
  readonly onSelect: () => void;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
}

/** A button with a list of actions. */
export function Menu({
  trigger,
  entries,
}: {
  readonly trigger: ReactElement;
  readonly entries: readonly (MenuEntry | 'separator')[];
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start">
          <Base.Popup className={styles['popup']}>
            {entries.map((entry, index) =>
              entry === 'separator' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: separators have no other name
                <Base.Separator key={`separator-${index}`} className={styles['separator']} />
              ) : (
                <Base.Item
                  // biome-ignore lint/suspicious/noArrayIndexKey: the list of a menu does not change while it is open
                  key={index}
                  className={styles['item']}
                  disabled={entry.disabled}
                  onClick={entry.onSelect}
                >
                  {entry.icon}
                  {entry.label}
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
