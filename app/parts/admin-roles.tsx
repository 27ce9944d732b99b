import { Form, useNavigation } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { roles } from '#server/contract/roles';
import type { PersonView } from '#server/services';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { Dialog } from '../ui/dialog';

/** The roles of one person in a window of their own; closes once they are saved. */
export function AdminRoles({ person }: { person: PersonView }) {
  const t = useText('admin');
  const name = person.displayName;
  const [isOpen, setOpen] = useState(false);
  const isBusy = useNavigation().formData?.get('personId') === person.id;
  const [wasBusy, setWasBusy] = useState(false);
  useEffect(() => {
    if (wasBusy && !isBusy) setOpen(false);
    setWasBusy(isBusy);
  }, [isBusy, wasBusy]);
  return (
    <Dialog
      title={t('changeTitle', { name })}
      description={t('changeLead')}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" aria-label={t('changeOf', { name })}>
          {t('change')}
        </Button>
      }
    >
      <Form method="post" className="grid gap-4">
        <input type="hidden" name="intent" value="set-roles" />
        <input type="hidden" name="personId" value={person.id} />
        {roles.map((role) => (
          <Checkbox
            key={role}
            name="roles[]"
            value={role}
            label={t(`role.${role}`)}
            help={t(`roleMeaning.${role}`)}
            defaultChecked={person.roles.includes(role)}
          />
        ))}
        <div className="flex justify-end">
          <Button type="submit" kind="primary" isBusy={isBusy}>
            {t(isBusy ? 'saving' : 'save')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
