import { useState } from 'react';
import { roleLabel, roleText, teamRoles } from '../../app/roles.ts';
import { useStore } from '../../app/session.ts';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, Facts } from '../../ui/card.tsx';
import { InvitationDialog } from './invitation-dialog.tsx';
import { MemberList } from './member-list.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { TeamSecondFactor } from './team-second-factor.tsx';
import { WaitingInvitations } from './waiting-invitations.tsx';

/** Who works in the store, in which role, and who is invited. */
export function TeamPage() {
  const { t } = useI18n();
  const store = useStore();
  const [inviting, setInviting] = useState(false);
  const mayWrite = store.may('members:write');
  return (
    <SettingsFrame part="team">
      <Card
        title={t('team.members')}
        actions={
          mayWrite && (
            <Button look="primary" onClick={() => setInviting(true)}>
              {t('team.invite')}
            </Button>
          )
        }
      >
        <MemberList />
      </Card>
      <WaitingInvitations />
      <TeamSecondFactor />
      <Card title={t('team.roles')} hint={t('team.roles.hint')}>
        <Facts facts={teamRoles.map((role) => [t(roleLabel(role)), t(roleText(role))] as const)} />
      </Card>
      {inviting && <InvitationDialog onClose={() => setInviting(false)} />}
    </SettingsFrame>
  );
}
