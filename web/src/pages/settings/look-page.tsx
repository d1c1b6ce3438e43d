import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  chooseRefreshInterval,
  type RefreshInterval,
  refreshInterval,
  refreshIntervals,
} from '../../app/refresh-interval.ts';
import { themes, useTheme } from '../../app/theme.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { Card } from '../../ui/card.tsx';
import { SelectField } from '../../ui/field.tsx';
import ui from '../../ui/ui.module.css';
import { SettingsFrame } from './settings-frame.tsx';

/** How the dashboard looks to oneself. */
export function LookPage() {
  return (
    <SettingsFrame part="look">
      <OwnLook />
    </SettingsFrame>
  );
}

const intervalLabels: Readonly<Record<RefreshInterval, MessageKey>> = {
  0: 'look.refresh.never',
  30000: 'look.refresh.ms30000',
  60000: 'look.refresh.ms60000',
  300000: 'look.refresh.ms300000',
};

function OwnLook() {
  const { t } = useI18n();
  const queryClient = useQueryClient();
  const [theme, setTheme] = useTheme();
  const [every, setEvery] = useState(refreshInterval);
  return (
    <Card title={t('look.own')}>
      <div className={ui['stack']}>
        <SelectField
          label={t('look.theme')}
          value={theme}
          onChange={({ target }) => setTheme(themes.find((one) => one === target.value) ?? theme)}
        >
          {themes.map((one) => (
            <option key={one} value={one}>
              {t(`theme.${one}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('look.refresh')}
          help={t('look.refresh.help')}
          value={every}
          onChange={({ target }) => {
            const chosen = refreshIntervals.find((one) => String(one) === target.value) ?? 0;
            chooseRefreshInterval(queryClient, chosen);
            setEvery(chosen);
          }}
        >
          {refreshIntervals.map((one) => (
            <option key={one} value={one}>
              {t(intervalLabels[one])}
            </option>
          ))}
        </SelectField>
      </div>
    </Card>
  );
}
