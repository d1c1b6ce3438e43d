import { type Flag, stopsSending } from '../../flags/flag.ts';
import { FlagTable } from '../../flags/flag-table.tsx';
import { usePlatformFlags } from '../../flags/use-flags.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/page-state.tsx';

/** What is switched on and off for all stores. */
export function FlagsPart() {
  const { t } = useI18n();
  const { flags, change } = usePlatformFlags();
  const part = (title: string, isShown: (flag: Flag) => boolean) => (
    <Card title={title}>
      <Loaded query={flags} height={200}>
        {({ items }) => (
          <FlagTable {...{ caption: title, flags: items.filter(isShown), change }} scope="platform" mayChange />
        )}
      </Loaded>
    </Card>
  );
  return (
    <>
      {part(t('flags.platform.sending'), ({ name }) => stopsSending(name))}
      {part(t('flags.platform.others'), ({ name }) => !stopsSending(name))}
    </>
  );
}
