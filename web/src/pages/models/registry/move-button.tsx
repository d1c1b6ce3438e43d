import { data } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { ReasonButton } from '../reason-button.tsx';
import type { ModelVersion } from './use-models.ts';

type Scope = ModelVersion['scope'];

export type Move =
  | { readonly kind: 'promote'; readonly id: string; readonly scope: Scope; readonly version: string }
  | {
      readonly kind: 'rollBack';
      readonly model: ModelVersion['model'];
      readonly scope: Scope;
      readonly version: string;
    };

const reasonLengthMax = 500;

/** Changes what answers at once. */
export function MoveButton({ move }: { readonly move: Move }) {
  const { t } = useI18n();
  const { api } = useStore();
  const { kind, scope, version } = move;
  const act = (reason: string): Promise<unknown> =>
    move.kind === 'promote'
      ? data(api.POST('/v1/models/{id}/promote', { params: { path: { id: move.id } }, body: { reason } }))
      : data(
          api.POST('/v1/models/{model}/roll-back', {
            params: { path: { model: move.model } },
            body: { reason, scope },
          }),
        );
  return (
    <ReasonButton
      {...{ scope, act, reasonLengthMax }}
      label={t(`models.${kind}`)}
      look={kind === 'promote' ? 'primary' : 'danger'}
      question={t(`models.${kind}.question`, { version })}
      text={kind === 'promote' ? t(`models.promote.text.${scope}`) : t('models.rollBack.text')}
      done={t(`models.${kind}.done`, { version })}
    />
  );
}
