import { Eye } from 'lucide-react';
import { useState } from 'react';
import type { ShowableTeacher } from '#server/showing-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { LinkButton } from '../ui/link-button';

interface TerminalShowProps {
  teachers: readonly ShowableTeacher[];
  onShow: (teacherId: string) => void;
}

/** Shows the terminal to one of the student's teachers: says first what that means. */
export function TerminalShow({ teachers, onShow }: TerminalShowProps) {
  const t = useText('showing');
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
      title={t('showTitle')}
      description={t('showLead')}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className="term-show" aria-label={t('show')} title={t('show')}>
          <Eye />
          <span aria-hidden className="max-md:hidden">
            {t('show')}
          </span>
        </button>
      }
    >
      {teachers.length === 0 ? (
        <>
          <p>{t('showNobody')}</p>
          <LinkButton to={paths.classes()}>{t('toClasses')}</LinkButton>
        </>
      ) : (
        <ul className="grid gap-3">
          {teachers.map(({ id, displayName, classNames }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <span className="grid min-w-0 flex-1 [overflow-wrap:anywhere]">
                <b>{displayName}</b>
                <span className="text-small text-text-2">{classNames.join(', ')}</span>
              </span>
              <Button
                kind="primary"
                icon={Eye}
                onClick={() => {
                  onShow(id);
                  setOpen(false);
                }}
              >
                {t('showTo', { teacher: displayName })}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
