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
