export const invitationEn = {
  'invitation.title': 'Join a team',
  'invitation.noToken': 'This page needs the whole link of an invitation. Open it from the mail, or ask for a new one.',
  'invitation.gone': 'This invitation was taken, withdrawn or has expired. Ask whoever invited you for a new one.',
  'invitation.lead': '{email} is invited to work in {store} as {role}.',
  'invitation.join': 'Join the team',
  'invitation.signInFirst': 'There is an account with this address. Sign in with it, and you come back here.',
  'invitation.somebodyElse':
    'You are signed in as {email}, and this invitation is for {invited}. Sign out to use it; it stays good.',
  'invitation.signOut': 'Sign out',
  'invitation.anotherAddress': 'This invitation is for another address than that of your account.',
} as const;
