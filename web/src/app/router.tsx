import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { ApiError } from '../api/api-error.ts';
import type { Translate } from '../i18n/translate.ts';
import { keptNames, readPeriodSearch } from '../lib/period.ts';
import { parseSearch, type SearchText, stringifySearch, textOf } from '../lib/search.ts';
import { ErrorState, Skeleton } from '../ui/page-state.tsx';
import { lastStore, rememberStore } from './last-store.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { FirstStorePage, openPages, personPages, storePages } from './pages.tsx';
import { PlainShell } from './plain-shell.tsx';
import { meQuery } from './session.ts';
import { Shell } from './shell.tsx';

export interface RouterContext {
  readonly queryClient: QueryClient;
  readonly t: Translate;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: ({ error, reset }) => <ErrorState error={error} retry={reset} />,
});

/** Everything behind the sign-in. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: Outlet,
  pendingComponent: () => <Skeleton height={320} />,
  loader: async ({ context, location }) => {
    try {
      return await context.queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401)
        throw redirect({ to: '/sign-in', search: { return: location.href }, replace: true });
      throw error;
    }
  },
});

const frontRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  loader: async ({ context }) => {
    const { stores } = await context.queryClient.ensureQueryData(meQuery);
    const store = stores.find(({ id }) => id === lastStore()) ?? stores[0];
    if (store) throw redirect({ to: '/stores/$storeId', params: { storeId: store.id }, replace: true });
  },
  component: FirstStorePage,
});

const storeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/stores/$storeId',
  validateSearch: (search: SearchText) => readPeriodSearch(search),
  // The period survives every drill-down.
  search: { middlewares: [retainSearchParams([...keptNames])] },
  loader: async ({ context, params }) => {
    const { stores } = await context.queryClient.ensureQueryData(meQuery);
    if (!stores.some(({ id }) => id === params.storeId)) throw redirect({ to: '/', replace: true });
    rememberStore(params.storeId);
  },
  component: Shell,
});

const pageRoutes = storePages.map(({ path, detail, component }) =>
  createRoute({
    getParentRoute: () => storeRoute,
    path: detail === undefined ? path : `${path}/{-$${detail}}`,
    component,
    // Each page reads its own filters out of the texts of the address.
    validateSearch: (search: SearchText): SearchText => ({ ...search }),
  }),
);

const personRoute = createRoute({ getParentRoute: () => signedInRoute, id: 'person', component: PlainShell });

const personRoutes = personPages.map(({ path, component }) =>
  createRoute({ getParentRoute: () => personRoute, path, component }),
);

const openRoutes = openPages.map(({ path, component }) =>
  createRoute({
    getParentRoute: () => rootRoute,
    path,
    component,
    validateSearch: (search: SearchText): OpenSearch => ({
      return: ownAddress(textOf(search['return'])),
      error: textOf(search['error']),
    }),
  }),
);

interface OpenSearch {
  readonly return?: string | undefined;
  /** Why a sign-in elsewhere failed. */
  readonly error?: string | undefined;
}

/** Back to a page of ours only: an address of another site is not followed. */
function ownAddress(address: string | undefined): string | undefined {
  return address?.startsWith('/') && !address.startsWith('//') && !address.startsWith('/\\') ? address : undefined;
}

const routeTree = rootRoute.addChildren([
  signedInRoute.addChildren([frontRoute, storeRoute.addChildren(pageRoutes), personRoute.addChildren(personRoutes)]),
  ...openRoutes,
]);

export function createAppRouter(queryClient: QueryClient, t: Translate) {
  return createRouter({
    routeTree,
    context: { queryClient, t },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
    defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} retry={reset} />,
  });
}
