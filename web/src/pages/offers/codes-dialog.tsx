import { useState } from 'react';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SmallSelect } from '../../ui/field.tsx';
import { EmptyState, Loaded } from '../../ui/page-state.tsx';
import { Table } from '../../ui/table.tsx';
import ui from '../../ui/ui.module.css';
import { type CodeState, codeStates, type Offer, useCodes } from './offer-data.ts';
import { stateTone } from './offer-words.ts';

/** The codes of an offer, with what became of each. */
export function CodesDialog({ offer, onClose }: { readonly offer: Offer; readonly onClose: () => void }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const [state, setState] = useState<CodeState | undefined>(undefined);
  const codes = useCodes(offer.id, state);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('offers.codes.of', { name: offer.name })}
      actions={<Button onClick={onClose}>{t('action.close')}</Button>}
    >
      <div className={ui['stack']}>
        <div className={ui['row']}>
          <SmallSelect
            label={t('offers.filter')}
            value={state ?? ''}
            onChange={({ target }) => setState(codeStates.find((one) => one === target.value))}
          >
            <option value="">{t('offers.filter.all')}</option>
            {codeStates.map((one) => (
              <option key={one} value={one}>
                {t(`offers.state.${one}`)}
              </option>
            ))}
          </SmallSelect>
        </div>
        <Loaded query={codes}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0)
              return <EmptyState title={t('offers.codes.none')} text={t('offers.codes.none.text')} />;
            return (
              <>
                <Table
                  stacks
                  caption={t('offers.codes')}
                  rows={items}
                  keyOf={({ id }) => id}
                  columns={[
                    { key: 'code', head: t('offers.code'), cell: ({ code }) => <code>{code}</code> },
                    {
                      key: 'state',
                      head: t('offers.state'),
                      cell: (code) => <Badge tone={stateTone[code.state]}>{t(`offers.state.${code.state}`)}</Badge>,
                    },
                    {
                      key: 'cost',
                      head: t('offers.cost'),
                      numeric: true,
                      cell: ({ costMinor, currency }) => format.money(costMinor, currency),
                    },
                    {
                      key: 'until',
                      head: t('offers.until'),
                      // It ends with the midnight after its last day.
                      cell: ({ expiresAt }) =>
                        expiresAt === null ? '–' : format.dateTime(new Date(Date.parse(expiresAt) - 1).toISOString()),
                    },
                    {
                      key: 'message',
                      head: t('offers.message'),
                      cell: ({ messageId, sentAt }) =>
                        messageId === null ? (
                          '–'
                        ) : (
                          <StoreLink path={`/messages/${messageId}`}>
                            {sentAt === null ? t('offers.message.notSent') : format.dateTime(sentAt)}
                          </StoreLink>
                        ),
                    },
                  ]}
                />
                {codes.hasNextPage && (
                  <Button disabled={codes.isFetchingNextPage} onClick={() => void codes.fetchNextPage()}>
                    {t('offers.codes.older')}
                  </Button>
                )}
              </>
            );
          }}
        </Loaded>
      </div>
    </Dialog>
  );
}
