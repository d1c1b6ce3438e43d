import { useStore } from '../../../app/session.ts';
import { type Flag, stopsSending } from '../../../flags/flag.ts';
import { FlagTable } from '../../../flags/flag-table.tsx';
import { useStoreFlags } from '../../../flags/use-flags.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { SettingsFrame } from '../settings-frame.tsx';
import { FlagHistory } from './flag-history.tsx';

/** What can be stopped at once, by the store and by whoever runs the installation. */
export function FlagsPage() {
  return (
    <SettingsFrame part="flags">
      <Flags />
    </SettingsFrame>
  );
}

function Flags() {
  const { t } = useI18n();
  const store = useStore();
  const { flags, change } = useStoreFlags();
  const table = (caption: string, shown: readonly Flag[]) => (
    <FlagTable {...{ caption, flags: shown, change }} scope="store" mayChange={store.may('flags:write')} />
  );
  return (
    <div className={ui['stack']}>
      <Card title={t('flags.sending')} hint={t('flags.sending.hint')}>
        <Loaded query={flags} height={320}>
          {({ items }) =>
            table(
              t('flags.sending'),
              items.filter(({ name }) => stopsSending(name)),
            )
          }
        </Loaded>
      </Card>
      <Card title={t('flags.others')}>
        <Loaded query={flags} height={240}>
          {({ items }) =>
            table(
              t('flags.others'),
              items.filter(({ name }) => !stopsSending(name)),
            )
          }
        </Loaded>
      </Card>
      <FlagHistory />
    </div>
  );
}
