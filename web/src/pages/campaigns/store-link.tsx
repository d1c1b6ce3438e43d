import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useStore } from '../../app/session.ts';

/** A link to a page of the store; the period goes along. */
export function StoreLink({
  path,
  search = {},
  className,
  current,
  children,
}: {
  readonly path: `/${string}`;
  readonly search?: Readonly<Record<string, string>>;
  readonly className?: string | undefined;
  /** For one of several views of a page: whether it is the one that is shown. */
  readonly current?: boolean;
  readonly children: ReactNode;
}) {
  const { id } = useStore();
  return (
    <Link
      to={`/stores/${id}${path}` as '/'}
      search={search as object}
      className={className}
      activeProps={{}}
      activeOptions={{ exact: true, includeSearch: true }}
      aria-current={current ? 'page' : undefined}
    >
      {children}
    </Link>
  );
}
