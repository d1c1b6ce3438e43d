import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { data, type paths } from '../../api/client.ts';
import { refusalText } from '../../app/refusal-text.ts';
import { meQuery, useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { formValues } from '../../lib/form-values.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { useToast } from '../../ui/toast.tsx';
import ui from '../../ui/ui.module.css';

type TeamSecondFactorState = paths['/v1/team/second-factor']['get']['responses'][200]['content']['application/json'];

const graceDaysMax = 90;

/** Whether everybody in the team needs a second factor, and how long they have. */
export function TeamSecondFactor() {
  const { t } = useI18n();
  const store = useStore();
  const demand = useQuery({
    queryKey: demandKey(store.id),
    queryFn: () => data(store.api.GET('/v1/team/second-factor')),
  });
  return (
    <Card title={t('team.second')} hint={t('team.second.hint')}>
      <Loaded query={demand}>
        {(state) =>
          store.may('members:write') ? (
            <DemandForm key={`${state.demandedSince} ${state.graceDays}`} state={state} />
          ) : (
            <p>{t(state.demandedSince === null ? 'team.second.off' : 'team.second.on', { days: state.graceDays })}</p>
          )
        }
      </Loaded>
    </Card>
  );
}

function DemandForm({ state }: { readonly state: TeamSecondFactorState }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const toast = useToast();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (body: { readonly demanded: boolean; readonly graceDays: number }) =>
      data(store.api.PUT('/v1/team/second-factor', { body })),
    onSuccess: async () => {
      toast({ text: t('team.second.saved') });
      await queryClient.invalidateQueries({ queryKey: demandKey(store.id) });
      // It may concern oneself.
      await queryClient.invalidateQueries(meQuery);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { demanded, graceDays = '' } = formValues(event.currentTarget);
    change.mutate({ demanded: demanded !== undefined, graceDays: Number(graceDays) });
  };
  return (
    <form className={ui['stack']} onSubmit={submit}>
      {change.error && <Notice tone="bad">{refusalText(t, change.error)}</Notice>}
      <Checkbox label={t('team.second.demand')} name="demanded" defaultChecked={state.demandedSince !== null} />
      {state.demandedSince !== null && (
        <p className={ui['help']}>{t('team.second.since', { day: format.dateTime(state.demandedSince) })}</p>
      )}
      <TextField
        label={t('team.second.days')}
        help={t('team.second.days.help')}
        type="number"
        name="graceDays"
        min={0}
        max={graceDaysMax}
        defaultValue={state.graceDays}
        required
      />
      <div>
        <Button type="submit" disabled={change.isPending}>
          {t('team.second.submit')}
        </Button>
      </div>
    </form>
  );
}

function demandKey(storeId: string) {
  return ['store', storeId, 'second-factor'] as const;
}
