import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import {
  Activity,
  ChartColumn,
  FlaskConical,
  House,
  Inbox,
  LayoutTemplate,
  ListChecks,
  type LucideIcon,
  MailCheck,
  Megaphone,
  Plug,
  Send,
  Settings,
  ShoppingCart,
  Sparkles,
  Ticket,
  Users,
} from 'lucide-react';
import type { MessageKey } from '../i18n/message-key.ts';

interface Page {
  /** Below `/stores/$storeId` for pages of a store, else at the root. */
  readonly path: string;
  readonly component: RouteComponent;
}

interface StorePage extends Page {
  /** The page shows one entry of its list too, below its path by this name: the list stays where it is meanwhile. */
  readonly detail?: string;
  /** Its place in the rail and the command palette; a page without one is reached from another. */
  readonly rail?: {
    readonly group: 'overview' | 'people' | 'campaigns' | 'insight' | 'connections' | 'settings';
    readonly label: MessageKey;
    readonly icon: LucideIcon;
    /** The permission without which the page shows nothing. */
    readonly permission?: string;
    /** For administrators of the installation only. */
    readonly admin?: true;
  };
}

/** Every page of a store, in the order of the rail. A page is one line here and one folder in `pages/`. */
export const storePages: readonly StorePage[] = [
  {
    path: '/',
    component: lazyRouteComponent(() => import('../pages/home/home-page.tsx'), 'HomePage'),
    rail: { group: 'overview', label: 'page.home', icon: House },
  },
  { path: '/numbers', component: lazyRouteComponent(() => import('../pages/numbers/numbers-page.tsx'), 'NumbersPage') },
  {
    path: '/carts',
    detail: 'cartId',
    component: lazyRouteComponent(() => import('../pages/carts/carts-page.tsx'), 'CartsPage'),
    rail: { group: 'people', label: 'page.carts', icon: ShoppingCart, permission: 'carts:read' },
  },
  {
    path: '/customers',
    detail: 'customerId',
    component: lazyRouteComponent(() => import('../pages/customers/customers-page.tsx'), 'CustomersPage'),
    rail: { group: 'people', label: 'page.customers', icon: Users, permission: 'customers:read' },
  },
  {
    path: '/messages',
    detail: 'messageId',
    component: lazyRouteComponent(() => import('../pages/messages/messages-page.tsx'), 'MessagesPage'),
    rail: { group: 'people', label: 'page.messages', icon: Send, permission: 'messages:read' },
  },
  {
    path: '/campaigns',
    component: lazyRouteComponent(() => import('../pages/campaigns/campaigns-page.tsx'), 'CampaignsPage'),
    rail: { group: 'campaigns', label: 'campaigns.title', icon: Megaphone, permission: 'campaigns:read' },
  },
  {
    path: '/campaigns/$campaignId',
    component: lazyRouteComponent(() => import('../pages/campaigns/campaign-page.tsx'), 'CampaignPage'),
  },
  {
    path: '/templates',
    component: lazyRouteComponent(() => import('../pages/templates/templates-page.tsx'), 'TemplatesPage'),
    rail: { group: 'campaigns', label: 'templates.title', icon: LayoutTemplate, permission: 'campaigns:read' },
  },
  {
    path: '/templates/$name',
    component: lazyRouteComponent(() => import('../pages/templates/template-page.tsx'), 'TemplatePage'),
  },
  {
    path: '/offers',
    component: lazyRouteComponent(() => import('../pages/offers/offers-page.tsx'), 'OffersPage'),
    rail: { group: 'campaigns', label: 'offers.title', icon: Ticket, permission: 'offers:read' },
  },
  {
    path: '/experiments',
    component: lazyRouteComponent(() => import('../pages/experiments/experiments-page.tsx'), 'ExperimentsPage'),
    rail: { group: 'campaigns', label: 'experiments.title', icon: FlaskConical, permission: 'stats:read' },
  },
  {
    path: '/analytics',
    component: lazyRouteComponent(() => import('../pages/analytics/analytics-page.tsx'), 'AnalyticsPage'),
    rail: { group: 'insight', label: 'page.analytics', icon: ChartColumn, permission: 'stats:read' },
  },
  {
    path: '/deliverability',
    component: lazyRouteComponent(
      () => import('../pages/deliverability/deliverability-page.tsx'),
      'DeliverabilityPage',
    ),
    rail: { group: 'insight', label: 'page.deliverability', icon: MailCheck, permission: 'stats:read' },
  },
  {
    path: '/models',
    component: lazyRouteComponent(() => import('../pages/models/models-page.tsx'), 'ModelsPage'),
    rail: { group: 'insight', label: 'page.models', icon: Sparkles, permission: 'models:read' },
  },
  // Where the tab was a page of its own.
  {
    path: '/predictions',
    component: lazyRouteComponent(() => import('../pages/models/models-page.tsx'), 'PredictionsPage'),
  },
  {
    path: '/set-up',
    component: lazyRouteComponent(() => import('../pages/set-up/set-up-page.tsx'), 'SetUpPage'),
    rail: { group: 'connections', label: 'page.setUp', icon: ListChecks, permission: 'integrations:read' },
  },
  {
    path: '/integrations',
    component: lazyRouteComponent(() => import('../pages/integrations/integrations-page.tsx'), 'IntegrationsPage'),
    rail: { group: 'connections', label: 'page.integrations', icon: Plug, permission: 'integrations:read' },
  },
  {
    path: '/integrations/$integrationId',
    component: lazyRouteComponent(() => import('../pages/integrations/integration-page.tsx'), 'IntegrationPage'),
  },
  {
    path: '/dead-letters',
    component: lazyRouteComponent(() => import('../pages/dead-letters/dead-letters-page.tsx'), 'DeadLettersPage'),
    rail: { group: 'connections', label: 'page.deadLetters', icon: Inbox, permission: 'dead-letters:read' },
  },
  {
    path: '/settings',
    component: lazyRouteComponent(() => import('../pages/settings/first-settings-page.tsx'), 'FirstSettingsPage'),
    rail: { group: 'settings', label: 'page.settings', icon: Settings },
  },
  {
    path: '/settings/store',
    component: lazyRouteComponent(() => import('../pages/settings/store-page.tsx'), 'StorePage'),
  },
  {
    path: '/settings/sending',
    component: lazyRouteComponent(() => import('../pages/settings/sending/sending-page.tsx'), 'SendingPage'),
  },
  {
    path: '/settings/phone',
    component: lazyRouteComponent(() => import('../pages/settings/phone/phone-page.tsx'), 'PhonePage'),
  },
  {
    path: '/settings/replies',
    component: lazyRouteComponent(() => import('../pages/settings/replies/replies-page.tsx'), 'RepliesPage'),
  },
  {
    path: '/settings/team',
    component: lazyRouteComponent(() => import('../pages/settings/team-page.tsx'), 'TeamPage'),
  },
  {
    path: '/settings/keys',
    component: lazyRouteComponent(() => import('../pages/settings/keys-page.tsx'), 'KeysPage'),
  },
  {
    path: '/settings/reports',
    component: lazyRouteComponent(() => import('../pages/settings/reports/reports-page.tsx'), 'ReportsPage'),
  },
  {
    path: '/settings/webhooks',
    component: lazyRouteComponent(() => import('../pages/settings/webhooks/webhooks-page.tsx'), 'WebhooksPage'),
  },
  {
    path: '/settings/catalog',
    component: lazyRouteComponent(() => import('../pages/settings/catalog/catalog-page.tsx'), 'CatalogPage'),
  },
  {
    path: '/settings/drafts',
    component: lazyRouteComponent(() => import('../pages/settings/drafts/drafts-page.tsx'), 'DraftsPage'),
  },
  {
    path: '/settings/flags',
    component: lazyRouteComponent(() => import('../pages/settings/flags/flags-page.tsx'), 'FlagsPage'),
  },
  {
    path: '/settings/usage',
    component: lazyRouteComponent(() => import('../pages/settings/usage/usage-page.tsx'), 'UsagePage'),
  },
  {
    path: '/settings/audit',
    component: lazyRouteComponent(() => import('../pages/settings/audit-page.tsx'), 'AuditPage'),
  },
  {
    path: '/settings/privacy',
    component: lazyRouteComponent(() => import('../pages/settings/privacy-page.tsx'), 'PrivacyPage'),
  },
  {
    path: '/settings/brand',
    component: lazyRouteComponent(() => import('../pages/settings/brand/brand-page.tsx'), 'BrandPage'),
  },
  {
    path: '/settings/look',
    component: lazyRouteComponent(() => import('../pages/settings/look-page.tsx'), 'LookPage'),
  },
  {
    path: '/operations',
    component: lazyRouteComponent(() => import('../pages/operations/operations-page.tsx'), 'OperationsPage'),
    rail: { group: 'settings', label: 'page.operations', icon: Activity, admin: true },
  },
  {
    path: '/operations/plans',
    component: lazyRouteComponent(() => import('../pages/operations/plans/plans-page.tsx'), 'PlansPage'),
  },
  {
    path: '/operations/brand',
    component: lazyRouteComponent(
      () => import('../pages/operations/brand/platform-brand-page.tsx'),
      'PlatformBrandPage',
    ),
  },
];

/** Pages of the person who is signed in, in no store. */
export const personPages: readonly Page[] = [
  { path: '/account', component: lazyRouteComponent(() => import('../pages/account/account-page.tsx'), 'AccountPage') },
];

/** Pages for people who are not signed in. */
export const openPages: readonly Page[] = [
  { path: '/sign-in', component: lazyRouteComponent(() => import('../pages/sign-in/sign-in-page.tsx'), 'SignInPage') },
  { path: '/set-up', component: lazyRouteComponent(() => import('../pages/first-owner/set-up-page.tsx'), 'SetUpPage') },
  {
    path: '/reset-password',
    component: lazyRouteComponent(() => import('../pages/reset-password/reset-password-page.tsx'), 'ResetPasswordPage'),
  },
  {
    path: '/invitations',
    component: lazyRouteComponent(() => import('../pages/invitations/invitation-page.tsx'), 'InvitationPage'),
  },
];

/** For somebody who is in no store. */
export const FirstStorePage = lazyRouteComponent(
  () => import('../pages/first-store/first-store-page.tsx'),
  'FirstStorePage',
);
