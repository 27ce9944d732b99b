import { Form, useNavigation } from '@remix-run/react';
import type { LoginPoolView } from '#server/operate-services';
import { poolLoginStates } from '#server/contract/login-kinds';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { Facts } from '../ui/facts';
import { Note } from '../ui/note';
import { NumberField } from '../ui/number-field';
import { TextArea } from '../ui/text-area';
import { TextField } from '../ui/text-field';
import { OperatePoolList } from './operate-pool-list';

interface OperatePoolProps {
  pool: LoginPoolView;
  problem: FormProblem | undefined;
  nowAt: Date;
}

/** Logins that the centre has made beforehand: how many are left, what is wrong with some, and the rules by which they are lent. */
export function OperatePool({ pool, problem, nowAt }: OperatePoolProps) {
  const t = useText('operate');
  const format = useFormat();
  const all = poolLoginStates.reduce((sum, state) => sum + pool.counts[state], 0);
  return (
    <div className="grid gap-6">
      <p className="max-w-[62ch] text-text-2">{t('poolLead')}</p>
      {all > 0 && pool.counts.free === 0 && <Note tone="warn">{t('poolEmpty')}</Note>}
      {all > 0 && (
        <div className="max-w-[320px]">
          <Facts
            facts={poolLoginStates.map((state) => ({
              name: t(`poolState.${state}`),
              value: format.number(pool.counts[state]),
            }))}
          />
        </div>
      )}
      <OperatePoolList
        title={t('poolTroubled')}
        logins={pool.troubled}
        nowAt={nowAt}
        act={{ intent: 'pool-clean', label: t('poolCleanAgain') }}
      />
      <div className="grid gap-6 lg:grid-cols-2">
        <Names
          isBad={problem?.errors['names'] !== undefined}
          typed={typedValue(problem, 'names')}
          key={all}
        />
        <Rules pool={pool} problem={problem} />
      </div>
      {pool.lent.length > 0 && (
        <details className="rounded-2 border border-line bg-surface px-4 py-3">
          <summary className="cursor-pointer font-medium">{t('poolLent')}</summary>
          <div className="mt-3">
            <OperatePoolList
              title={t('poolLent')}
              isTitleHidden
              logins={pool.lent}
              nowAt={nowAt}
              act={{ intent: 'pool-take-back', label: t('poolTakeBack'), ask: t('poolTakeBackLead') }}
            />
          </div>
        </details>
      )}
    </div>
  );
}

function Names({ isBad, typed }: { isBad: boolean; typed: string }) {
  const t = useText('operate');
  const sent = useNavigation().formData?.get('intent');
  return (
    <Form method="post" className="grid content-start justify-items-start gap-3" preventScrollReset>
      <div className="w-full">
        <TextArea
          isMono
          rows={3}
          label={t('poolNames')}
          help={t('poolNamesHelp')}
          error={isBad ? t('poolNamesBad') : undefined}
          name="names"
          required
          spellCheck={false}
          defaultValue={typed}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" name="intent" value="pool-add" isBusy={sent === 'pool-add'}>
          {t('poolAdd')}
        </Button>
        <Button type="submit" name="intent" value="pool-remove" isBusy={sent === 'pool-remove'}>
          {t('poolRemove')}
        </Button>
      </div>
    </Form>
  );
}

function Rules({ pool, problem }: Pick<OperatePoolProps, 'pool' | 'problem'>) {
  const t = useText('operate');
  const isBusy = useNavigation().formData?.get('intent') === 'pool-rules';
  const errors = problem?.errors ?? {};
  return (
    <Form method="post" className="grid content-start justify-items-start gap-3" preventScrollReset>
      <input type="hidden" name="intent" value="pool-rules" />
      <div className="grid w-full gap-3" key={`${pool.cleaningCommand} ${pool.idleDays}`}>
        <TextField
          isMono
          label={t('poolCommand')}
          help={t('poolCommandHelp')}
          error={errors['cleaningCommand'] && t('fix.loginCommand')}
          name="cleaningCommand"
          maxLength={500}
          spellCheck={false}
          autoCapitalize="none"
          defaultValue={typedValue(problem, 'cleaningCommand', pool.cleaningCommand)}
        />
        <NumberField
          isOptional
          label={t('poolIdle')}
          help={t('poolIdleHelp')}
          error={errors['idleDays'] && t('poolIdleBad')}
          name="idleDays"
          min={14}
          max={730}
          defaultValue={typedValue(problem, 'idleDays', pool.idleDays === null ? '' : String(pool.idleDays))}
        />
      </div>
      <Button type="submit" isBusy={isBusy}>
        {t('poolSave')}
      </Button>
    </Form>
  );
}
