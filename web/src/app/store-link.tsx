import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { keptSearch } from '../lib/period.ts';
import type { SearchText } from '../lib/search.ts';
import { useStore } from './session.ts';

interface StoreLinkProps {
  /** Below the store's own address, e.g. `/carts/3f0c…`. */
  readonly path: string;
  /** Filters of the page that it leads to, beside the period, which goes along. */
  readonly search?: SearchText;
  readonly className?: string | undefined;
  readonly id?: string;
  readonly label?: string;
  /** For one of several views of a page: whether it is the one that is shown. */
  readonly current?: boolean;
  readonly children: ReactNode;
}

/** A link to a page of the same store. */
export function StoreLink({ path, search = {}, className, id, label, current, children }: StoreLinkProps) {
  const { id: storeId } = useStore();
  const period = keptSearch(useSearch({ strict: false }));
  return (
    <Link
      {...(className !== undefined && { className })}
      {...(id !== undefined && { id })}
      to={`/stores/${storeId}${path}` as '/'}
      search={{ ...period, ...search } as never}
      aria-label={label}
      {...(current !== undefined && {
        activeProps: {},
        activeOptions: { exact: true, includeSearch: true },
        'aria-current': current ? ('page' as const) : undefined,
      })}
    >
      {children}
    </Link>
  );
}
