import type { invitationEn } from './messages.en.ts';

export const invitationDe: Readonly<Record<keyof typeof invitationEn, string>> = {
  'invitation.title': 'Einem Team beitreten',
  'invitation.noToken':
    'Diese Seite braucht den ganzen Link einer Einladung. Öffnen Sie ihn aus der E-Mail, oder bitten Sie um einen neuen.',
  'invitation.gone':
    'Diese Einladung wurde angenommen, zurückgezogen oder ist abgelaufen. Bitten Sie die Person, die Sie eingeladen hat, um eine neue.',
  'invitation.lead': '{email} ist eingeladen, in {store} als {role} zu arbeiten.',
  'invitation.join': 'Dem Team beitreten',
  'invitation.signInFirst':
    'Zu dieser Adresse gibt es ein Konto. Melden Sie sich damit an, dann kommen Sie hierher zurück.',
  'invitation.somebodyElse':
    'Sie sind als {email} angemeldet, die Einladung ist aber für {invited}. Melden Sie sich ab, um sie zu nutzen; sie bleibt gültig.',
  'invitation.signOut': 'Abmelden',
  'invitation.anotherAddress': 'Diese Einladung gilt für eine andere Adresse als die Ihres Kontos.',
};
