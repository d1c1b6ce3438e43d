import '@fontsource-variable/inter/wght.css';
import './ui/tokens.css';
import './ui/global.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client.ts';
import { whenSignedOut } from './api/session-fetch.ts';
import { currentLocale } from './app/locale.ts';
import { reloadOnceForNewBuild } from './app/new-build.ts';
import { applyRefreshInterval } from './app/refresh-interval.ts';
import { createAppRouter } from './app/router.tsx';
import { meQuery } from './app/session.ts';
import { followSystemTheme } from './app/theme.ts';
import { I18nProvider } from './i18n/i18n-context.tsx';
import { openTranslations } from './i18n/translate.ts';
import { BaseProviders } from './ui/base-providers.tsx';

/** Opens the dashboard: theme, language, router, and one cache for everything that is read. */
async function start(): Promise<void> {
  followSystemTheme();
  reloadOnceForNewBuild();
  const locale = currentLocale();
  document.documentElement.lang = locale;
  const queryClient = createQueryClient();
  // Every page of a store begins with who looks at it: asked while the texts are on their way.
  if (location.pathname.startsWith('/stores/')) void queryClient.prefetchQuery(meQuery);
  const t = await openTranslations(locale);
  applyRefreshInterval(queryClient);
  const router = createAppRouter(queryClient, t);
  whenSignedOut(() => {
    queryClient.clear();
    const here = router.state.location;
    if (!here.pathname.startsWith('/sign-in'))
      void router.navigate({ to: '/sign-in', search: { return: here.href }, replace: true });
  });
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <I18nProvider value={{ locale, t }}>
        <QueryClientProvider client={queryClient}>
          <BaseProviders>
            <RouterProvider router={router} />
          </BaseProviders>
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}

void start();
