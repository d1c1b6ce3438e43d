import { useLocation } from '@tanstack/react-router';
import { AskForLink } from './ask-for-link.tsx';
import { SetPassword } from './set-password.tsx';

/**
 * Without a link: asks for one. With it: looking uses nothing up, the button sets the password. The token stands behind the `#`,
 * which browsers send to nobody.
 */
export function ResetPasswordPage() {
  const token = useLocation({ select: ({ hash }) => hash });
  return token === '' ? <AskForLink /> : <SetPassword key={token} token={token} />;
}
