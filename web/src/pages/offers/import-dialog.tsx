import { type ChangeEvent, type FormEvent, useState } from 'react';
import { refusalText } from '../../app/refusal-text.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import ui from '../../ui/ui.module.css';
import { type Offer, useOfferCommands } from './offer-data.ts';

/** Takes codes out of a file or a text into the pool of an offer, and says what became of each line. */
export function ImportDialog({ offer, onClose }: { readonly offer: Offer; readonly onClose: () => void }) {
  const { t } = useI18n();
  const { importCodes } = useOfferCommands();
  const [text, setText] = useState('');
  const readFile = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file) setText(await file.text());
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    importCodes.mutate({ id: offer.id, codes: text });
  };
  const done = importCodes.data;
  if (done)
    return (
      <Dialog
        open
        onClose={onClose}
        title={t('offers.import.into', { name: offer.name })}
        actions={<Button onClick={onClose}>{t('action.close')}</Button>}
      >
        <div className={ui['stack']}>
          <Notice tone={done.imported > 0 ? 'good' : 'warn'}>
            {t('offers.imported', { imported: done.imported, free: done.free })}
          </Notice>
          {done.free > 0 && <p>{t('offers.imported.next')}</p>}
          {done.duplicates > 0 && <p>{t('offers.imported.duplicates', { count: done.duplicates })}</p>}
          {done.refused.length > 0 && (
            <>
              <p>{t('offers.imported.refused')}</p>
              <ul>
                {done.refused.map(({ line, text: said }) => (
                  <li key={line}>
                    {t('offers.imported.line', { line })} <code>{said}</code>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </Dialog>
    );
  return (
    <Dialog open onClose={onClose} title={t('offers.import.into', { name: offer.name })}>
      <form className={ui['stack']} onSubmit={submit}>
        {importCodes.error && (
          <Notice tone="bad">{refusalText(t, importCodes.error, { 'invalid:codes': 'offers.import.problem' })}</Notice>
        )}
        <TextField
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          label={t('offers.import.file')}
          onChange={(event) => void readFile(event)}
        />
        <TextArea
          label={t('offers.import.text')}
          help={t('offers.import.help')}
          rows={8}
          value={text}
          required
          onChange={({ target }) => setText(target.value)}
        />
        <div className={ui['row']}>
          <Button look="primary" type="submit" disabled={importCodes.isPending || text.trim() === ''}>
            {t('offers.import')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
