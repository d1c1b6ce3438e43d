import { readDuration } from '../duration.ts';
import { differences, type StoreChange, type StoreSettings } from '../store-settings.ts';

/** What this form is about. */
export type SendingSettings = Pick<
  StoreSettings,
  | 'quietHours'
  | 'countryRules'
  | 'capMessages'
  | 'capMessagesOfAll'
  | 'capPeriodMs'
  | 'capAction'
  | 'softOptIn'
  | 'doubleOptInCountries'
>;

export const channels = ['email', 'sms', 'push'] as const;

export function sendingChange(settings: SendingSettings, values: Readonly<Record<string, string>>): StoreChange {
  const ofAll = values['capMessagesOfAll'] ?? '';
  return differences<SendingSettings>(settings, {
    quietHours: quietHoursOf(values),
    countryRules: values['countryRules'] === 'off' ? 'off' : 'by_country',
    capMessages: Number(values['capMessages']),
    capMessagesOfAll: ofAll === '' ? null : Number(ofAll),
    capPeriodMs: readDuration(values, 'capPeriodMs') ?? settings.capPeriodMs,
    capAction: values['capAction'] === 'postpone' ? 'postpone' : 'skip',
    ...(values['basis'] === 'on' ? basisOf(values) : settingsOfBasis(settings)),
  });
}

function settingsOfBasis({ softOptIn, doubleOptInCountries }: SendingSettings) {
  return { softOptIn, doubleOptInCountries };
}

function basisOf(
  values: Readonly<Record<string, string>>,
): Pick<SendingSettings, 'softOptIn' | 'doubleOptInCountries'> {
  const countries = chosen(values, 'softOptIn.');
  const objectionOfferedSince = values['softOptIn.since'] ?? '';
  return {
    softOptIn: countries.length === 0 ? null : { countries, objectionOfferedSince },
    doubleOptInCountries: chosen(values, 'doubleOptIn.'),
  };
}

/** In one order, whatever the order on the page. */
function chosen(values: Readonly<Record<string, string>>, prefix: string): string[] {
  return Object.keys(values)
    .filter((name) => name.startsWith(prefix) && values[name] === 'on')
    .map((name) => name.slice(prefix.length))
    .toSorted();
}

/** Quiet hours without a channel are none. */
function quietHoursOf(values: Readonly<Record<string, string>>): StoreSettings['quietHours'] {
  const named = channels.filter((channel) => values[`quiet.${channel}`] === 'on');
  if (values['quiet'] !== 'on' || named.length === 0) return null;
  return { from: values['quiet.from'] ?? '', until: values['quiet.until'] ?? '', channels: named };
}
