/** Routes that are agreed and not yet in the document; this file goes when they are. */
interface Answer<T> {
  readonly headers: { readonly [name: string]: unknown };
  readonly content: { readonly 'application/json': T };
}
interface NoParameters {
  readonly query?: never;
  readonly header?: never;
  readonly path?: never;
  readonly cookie?: never;
}

export interface PendingPaths {
  '/v1/me': {
    readonly parameters: NoParameters;
    readonly get: {
      readonly parameters: NoParameters;
      readonly requestBody?: never;
      readonly responses: {
        readonly 200: Answer<{
          readonly user: {
            readonly id: string;
            readonly email: string;
            readonly name: string;
            readonly locale: string;
          };
          readonly admin: boolean;
          readonly stores: {
            readonly id: string;
            readonly name: string;
            readonly url: string | null;
            readonly timeZone: string;
            readonly currency: string | null;
            readonly locale: string;
            readonly role: string;
            readonly permissions: string[];
          }[];
        }>;
      };
    };
  };
  '/v1/auth/sign-in': {
    readonly parameters: NoParameters;
    readonly post: {
      readonly parameters: NoParameters;
      readonly requestBody: {
        readonly content: { readonly 'application/json': { readonly email: string; readonly password: string } };
      };
      readonly responses: { readonly 200: Answer<{ readonly status: string }> };
    };
  };
  '/v1/auth/sign-out': {
    readonly parameters: NoParameters;
    readonly post: {
      readonly parameters: NoParameters;
      readonly requestBody?: never;
      readonly responses: { readonly 204: { readonly headers: { readonly [name: string]: unknown } } };
    };
  };
  '/v1/analytics/query': {
    readonly parameters: NoParameters;
    readonly post: {
      readonly parameters: NoParameters;
      readonly requestBody: {
        readonly content: {
          readonly 'application/json': {
            readonly metric: string;
            readonly dimensions: string[];
            readonly granularity?: 'hour' | 'day' | 'week' | 'month';
            readonly timeRange: { readonly from: string; readonly to: string };
            readonly filters?: Readonly<Record<string, string>>;
            readonly compareTo?: 'previous_period' | null;
          };
        };
      };
      readonly responses: {
        readonly 200: Answer<{
          readonly metric: string;
          readonly unit: 'count' | 'money' | 'share' | 'duration_ms';
          readonly currency: string | null;
          readonly asOf: string;
          readonly total: {
            readonly value: number | null;
            readonly numerator?: number | null;
            readonly denominator?: number | null;
            readonly previous?: number | null;
          };
          readonly rows: {
            readonly dimensions: Readonly<Record<string, string | null>>;
            readonly value: number | null;
            readonly numerator?: number | null;
            readonly denominator?: number | null;
            readonly previous?: number | null;
            readonly running?: boolean;
          }[];
          readonly otherCurrencies: { readonly currency: string; readonly orders: number }[];
        }>;
      };
    };
  };
}
