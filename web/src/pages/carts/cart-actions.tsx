import { useMutation } from '@tanstack/react-query';
import { Link2, MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';
import { type Cart, useRereadCart } from './use-carts.ts';

type Command = 'pause' | 'resume' | 'skip-wait' | 'stop' | 'quarantine' | 'release';
/** These are asked about first: what they do cannot be taken back, or takes the cart out of every count. */
const asked = ['stop', 'skip-wait', 'quarantine'] as const;
type Asked = (typeof asked)[number];

/** What one may do with a cart now; nothing is shown that one may not do. */
export function CartActions({ cart }: { readonly cart: Cart }) {
  const { t } = useI18n();
  const store = useStore();
  const [asking, setAsking] = useState<Asked | null>(null);
  const command = useCommand(cart, () => setAsking(null));
  const commands = commandsOf(cart, store.may);
  const entries = commands.map(
    (one): MenuEntry => ({
      label: t(`cart.action.${one}`),
      onSelect: () => {
        const question = asked.find((each) => each === one);
        if (question) setAsking(question);
        else command.mutate(one);
      },
    }),
  );
  return (
    <div className={ui['row']}>
      {cart.messages.length > 0 && store.may('recoveries:command') && <CopyLink cart={cart} />}
      {entries.length > 0 && (
        <Menu
          trigger={
            <Button disabled={command.isPending}>
              <MoreHorizontal size={16} aria-hidden="true" />
              {t('cart.action.more')}
            </Button>
          }
          entries={entries}
        />
      )}
      {command.error && asking === null && <Notice tone="bad">{command.error.message}</Notice>}
      {asking !== null && (
        <Dialog
          open
          onClose={() => setAsking(null)}
          title={t(`cart.confirm.${asking}.title`)}
          actions={
            <>
              <Button onClick={() => setAsking(null)}>{t('action.cancel')}</Button>
              <Button look="danger" disabled={command.isPending} onClick={() => command.mutate(asking)}>
                {t(`cart.confirm.${asking}.yes`)}
              </Button>
            </>
          }
        >
          <p>{t(`cart.confirm.${asking}.text`)}</p>
          {command.error && <Notice tone="bad">{command.error.message}</Notice>}
        </Dialog>
      )}
    </div>
  );
}

function commandsOf(cart: Cart, may: (permission: string) => boolean): readonly Command[] {
  const { situation, standing } = cart;
  const commands: Command[] = [];
  if (standing === 'recovering' && may('recoveries:command')) {
    if (situation.kind === 'paused') commands.push('resume');
    else if (situation.kind !== 'starting') commands.push('pause');
    if (situation.kind === 'waiting') commands.push('skip-wait');
    if (situation.kind !== 'starting') commands.push('stop');
  }
  if (may('carts:quarantine')) {
    if (standing === 'quarantined') commands.push('release');
    if (standing === 'open' || standing === 'abandoned') commands.push('quarantine');
  }
  return commands;
}

function useCommand(cart: Cart, onDone: () => void) {
  const { t } = useI18n();
  const store = useStore();
  const toast = useToast();
  const reread = useRereadCart(cart.id);
  return useMutation({
    mutationFn: async (command: Command) => {
      if (command === 'quarantine' || command === 'release') {
        await data(store.api.POST(`/v1/carts/{id}/${command}`, { params: { path: { id: cart.id } } }));
        return command;
      }
      const id = cart.activeRecoveryId ?? '';
      await data(store.api.POST(`/v1/recoveries/{id}/${command}`, { params: { path: { id } } }));
      return command;
    },
    onSuccess: (command) => {
      onDone();
      toast({ text: t(command === 'quarantine' || command === 'release' ? 'cart.action.done' : 'cart.action.told') });
      reread();
    },
  });
}

/** The link of the newest message: whoever has it can open the cart, so who asked for it is written down. */
function CopyLink({ cart }: { readonly cart: Cart }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const toast = useToast();
  const copy = useMutation({
    mutationFn: async () => {
      const link = await data(store.api.POST('/v1/carts/{id}/recovery-link', { params: { path: { id: cart.id } } }));
      await navigator.clipboard.writeText(link.url);
      return link;
    },
    onSuccess: ({ expiresAt }) => toast({ text: t('cart.action.linkCopied', { until: format.dateTime(expiresAt) }) }),
    onError: (error) => toast({ text: error.message }),
  });
  return (
    <Button disabled={copy.isPending} onClick={() => copy.mutate()}>
      <Link2 size={15} aria-hidden="true" />
      {t('cart.action.link')}
    </Button>
  );
}
