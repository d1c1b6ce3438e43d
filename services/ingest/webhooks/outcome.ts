import type { DeliveredEvent } from '../../../db/postgres/schema/index.ts';
import type { Translation } from '../../../platforms/platform.ts';

type PrivacyTranslation = Extract<Translation, { kind: 'privacy' }>;

/** What became of one delivery. */
export type DeliveryOutcome =
  | {
      readonly status: 'processed';
      readonly events: readonly DeliveredEvent[];
      readonly reason?: undefined;
      /** Where the platform shows the shop's carts. */
      readonly siteUrl?: string;
    }
  | {
      readonly status: 'processed';
      /**
       * `uninstalled`: the platform's API confirmed it. `uninstall_not_confirmed`: the API still answers.
       * `uninstall_reported`: there is no access to the API, so the integration stays as it is.
       */
      readonly reason: 'uninstalled' | 'uninstall_not_confirmed' | 'uninstall_reported';
      readonly events?: undefined;
    }
  | {
      readonly status: 'processed';
      readonly reason: 'privacy_request';
      readonly request: PrivacyTranslation['request'];
      readonly subject: PrivacyTranslation['subject'];
      readonly events?: undefined;
    }
  | { readonly status: 'ignored'; readonly reason: IgnoredReason; readonly events?: undefined }
  /** Some of its events are in the log, and the door refused others: `path` and `message` are those of the first. */
  | {
      readonly status: 'processed_in_part';
      readonly reason: 'not_valid';
      readonly path: string;
      readonly message: string;
      readonly events: readonly DeliveredEvent[];
    }
  | {
      readonly status: 'refused';
      /** `other_shop`: it is signed, and names another shop than the integration's. */
      readonly reason: 'not_understood' | 'not_valid' | 'other_shop';
      readonly path: string;
      readonly message: string;
      readonly events?: readonly DeliveredEvent[];
    }
  | { readonly status: 'failed'; readonly reason: FailedReason; readonly events?: undefined }
  | { readonly status: 'later'; readonly reason: string; readonly retryAfterMs?: number; readonly events?: undefined };

export type IgnoredReason =
  | Extract<Translation, { kind: 'ignored' }>['reason']
  /** The store switched the integration off, or the shop removed it. */
  | 'integration_off';

export type FailedReason =
  /** The delivery only names what changed, and there is no access to the platform's API. */
  | 'no_api_access'
  | 'api_denied'
  | 'api_strange'
  /** It passed by too often for it to be worth asking on. */
  | 'api_away'
  /** An error of ours; the log of the process has it. */
  | 'internal';
