import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { ReasonButton } from '../reason-button.tsx';
import type { Rollout } from './use-rollouts.ts';

type Command = 'hold' | 'resume' | 'undo';

const reasonLengthMax = 200;

/** Holds, resumes or undoes a rollout. */
export function CommandButton({ rollout, command }: { readonly rollout: Rollout; readonly command: Command }) {
  const { t } = useI18n();
  const { api } = useStore();
  const { id, scope, version } = rollout;
  const act = (reason: string): Promise<unknown> => {
    const asked = { params: { path: { id } }, body: { reason } };
    switch (command) {
      case 'hold':
        return data(api.POST('/v1/rollouts/{id}/hold', asked));
      case 'resume':
        return data(api.POST('/v1/rollouts/{id}/resume', asked));
      case 'undo':
        return data(api.POST('/v1/rollouts/{id}/undo', asked));
    }
  };
  return (
    <ReasonButton
      {...{ scope, act, reasonLengthMax }}
      label={t(`rollouts.${command}`)}
      {...(command === 'undo' && { look: 'danger' as const })}
      question={t(`rollouts.${command}.question`, { version })}
      text={t(`rollouts.${command}.text`)}
      done={t(`rollouts.${command}.done`, { version })}
    />
  );
}
