import { useState } from 'react';
import { useStore } from '../app/session.ts';
import { useFormat, useI18n } from '../i18n/i18n-context.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Table } from '../ui/table.tsx';
import ui from '../ui/ui.module.css';
import { decidedBy, type Flag, type FlagScope, flagTexts } from './flag.ts';
import { FlagDialog } from './flag-dialog.tsx';
import { ruleText } from './rule-text.ts';
import type { usePlatformFlags, useStoreFlags } from './use-flags.ts';

interface FlagTableProps {
  readonly caption: string;
  readonly flags: readonly Flag[];
  readonly scope: FlagScope;
  readonly mayChange: boolean;
  readonly change: ReturnType<typeof useStoreFlags>['change'] | ReturnType<typeof usePlatformFlags>['change'];
}

/** Switches and flags with what is said of each, and the way to say something else. */
export function FlagTable({ caption, flags, scope, mayChange, change }: FlagTableProps) {
  const { t } = useI18n();
  const [asked, setAsked] = useState<Flag | null>(null);
  return (
    <>
      <Table
        stacks
        caption={caption}
        rows={flags}
        keyOf={({ name }) => name}
        columns={[
          { key: 'name', head: t('flags.what'), cell: (flag) => <What flag={flag} /> },
          { key: 'state', head: t('flags.state'), cell: (flag) => <State flag={flag} /> },
          ...(mayChange
            ? [
                {
                  key: 'action',
                  head: t('flags.action'),
                  cell: (flag: Flag) => (
                    <Button
                      aria-label={t('flags.change.of', { what: flagTexts(flag.name, t).title })}
                      onClick={() => setAsked(flag)}
                    >
                      {t('flags.change')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {asked !== null && (
        <FlagDialog key={asked.name} flag={asked} scope={scope} change={change} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

function What({ flag: { name } }: { readonly flag: Flag }) {
  const { t } = useI18n();
  const { title, hint } = flagTexts(name, t);
  return (
    <>
      <div>{title}</div>
      <div className={ui['help']}>{hint}</div>
    </>
  );
}

/** On or off, by whom and since when, in their own words. */
function State({ flag }: { readonly flag: Flag }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const by = decidedBy(flag);
  const said = flag.by === 'platform' ? flag.platform : flag.by === 'store' ? flag.store : null;
  const share = said?.rule?.kind === 'percentage';
  return (
    <>
      <Badge tone={share ? 'neutral' : flag.isOn ? 'good' : 'bad'}>
        {share ? ruleText(said.rule, t, format) : t(flag.isOn ? 'flags.on' : 'flags.off')}
      </Badge>
      {by !== null && (
        <div>
          {flag.since === null ? t(by) : t('flags.since', { by: t(by), since: format.dateTime(flag.since) })}
          {said && <span className={ui['help']}> {said.reason}</span>}
        </div>
      )}
      {said?.rule?.kind === 'schedule' && <div className={ui['help']}>{ruleText(said.rule, t, format)}</div>}
      {flag.by === 'platform' && flag.store && <div className={ui['help']}>{t('flags.overruled')}</div>}
    </>
  );
}
