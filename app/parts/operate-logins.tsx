import { Form, useNavigation } from '@remix-run/react';
import { loginKinds } from '#server/contract/login-kinds';
import type { OperatedClusterView } from '#server/operate-services';
import { useText } from '../locales/use-text';
import type { FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { FieldError } from '../ui/field';

interface OperateLoginsProps {
  cluster: OperatedClusterView;
  problem: FormProblem | undefined;
}

/** How people come by their logins at a cluster. */
export function OperateLogins({ cluster, problem }: OperateLoginsProps) {
  const t = useText('operate');
  const isBusy = useNavigation().formData?.get('intent') === 'login-kinds';
  const typed = problem && [problem.values['kinds'] ?? []].flat();
  return (
    <Form method="post" className="grid max-w-[62ch] justify-items-start gap-4" preventScrollReset>
      <input type="hidden" name="intent" value="login-kinds" />
      <p className="text-text-2">{t('loginKindsLead')}</p>
      <fieldset className="grid gap-3" key={cluster.loginKinds.join()}>
        <legend className="mb-1.5 text-small font-semibold">{t('loginKinds')}</legend>
        {loginKinds.map((kind) => (
          <Checkbox
            key={kind}
            name="kinds[]"
            value={kind}
            label={t(`loginKind.${kind}`)}
            help={t(`loginKindHelp.${kind}`)}
            defaultChecked={typed ? typed.includes(kind) : cluster.loginKinds.includes(kind)}
          />
        ))}
        {problem && <FieldError>{t('loginKindsBad')}</FieldError>}
      </fieldset>
      <Button type="submit" isBusy={isBusy}>
        {t('loginKindsSave')}
      </Button>
    </Form>
  );
}
