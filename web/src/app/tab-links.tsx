import { Link } from '@tanstack/react-router';
import ui from '../ui/ui.module.css';

/** Parts of one page, of which the address says which is shown. `searchOf`: what stands in the address instead for a tab. */
export function TabLinks<Tab extends string>({
  tabs,
  shown,
  label,
  nameOf,
  searchOf = (tab) => ({ tab }),
}: {
  readonly tabs: readonly Tab[];
  readonly shown: Tab;
  readonly label: string;
  readonly nameOf: (tab: Tab) => string;
  readonly searchOf?: (tab: Tab) => Readonly<Record<string, string | undefined>>;
}) {
  return (
    <nav className={ui['tabs']} aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab}
          to="."
          search={((before: object) => ({ ...before, ...searchOf(tab) })) as never}
          className={ui['tab']}
          activeProps={{}}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={tab === shown ? 'page' : undefined}
        >
          {nameOf(tab)}
        </Link>
      ))}
    </nav>
  );
}
