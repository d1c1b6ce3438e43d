import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { api, data } from '../../api/client.ts';
import { EntryFrame } from '../../app/entry-frame.tsx';
import { refusalText } from '../../app/refusal-text.ts';
import { roleLabel } from '../../app/roles.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { Acceptance } from './acceptance.tsx';
import { whoIsHere } from './who-is-here.ts';

/** An invitation: looking at it uses nothing up, the button joins. */
export function InvitationPage() {
  const { t } = useI18n();
  const token = useLocation({ select: ({ hash }) => hash });
  return (
    <EntryFrame title={t('invitation.title')}>
      {token === '' ? <Notice tone="warn">{t('invitation.noToken')}</Notice> : <Invitation token={token} />}
    </EntryFrame>
  );
}

function Invitation({ token }: { readonly token: string }) {
  const { t } = useI18n();
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => data(api.GET('/v1/auth/invitations/{token}', { params: { path: { token } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const person = useQuery({ queryKey: ['who-is-here'], queryFn: whoIsHere });
  if (invitation.error)
    return <Notice tone="bad">{refusalText(t, invitation.error, { gone: 'invitation.gone' })}</Notice>;
  if (!invitation.data || person.data === undefined) return <Skeleton height={200} />;
  const { storeName, role, email } = invitation.data;
  return (
    <div className={ui['stack']}>
      <p>{t('invitation.lead', { store: storeName, role: t(roleLabel(role)), email })}</p>
      <Acceptance token={token} invitation={invitation.data} person={person.data} />
    </div>
  );
}
