import type { CardsView, CardView } from '#server/login-card-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import type { Tone } from '../ui/tone';
import { VisuallyHidden } from '../ui/visually-hidden';

export interface CardsTableProps {
  classId: string;
  view: CardsView;
  nowAt: Date;
}

const tones: Record<CardView['state'], Tone> = {
  fresh: 'plain',
  'in-use': 'success',
  locked: 'danger',
  void: 'warn',
};

/** The cards of a class; chosen ones are printed anew or made void. The browser sends the form itself: a paper comes back as a file. */
export function CardsTable({ classId, view, nowAt }: CardsTableProps) {
  const t = useText('cards');
  const head = (
    <>
      <HeadCell isTight>
        <VisuallyHidden>{t('teach.choose')}</VisuallyHidden>
      </HeadCell>
      <HeadCell>{t('teach.number')}</HeadCell>
      <HeadCell>{t('teach.name')}</HeadCell>
      <HeadCell>{t('teach.codeOf')}</HeadCell>
      <HeadCell>{t('teach.state')}</HeadCell>
      <HeadCell isRight>{t('teach.left')}</HeadCell>
      <HeadCell>{t('teach.used')}</HeadCell>
    </>
  );
  return (
    <form method="post" className="grid gap-4">
      <Table caption={t('teach.listCaption')} isFolding head={head}>
        {view.cards.map((card) => (
          <CardRow key={card.id} card={card} nowAt={nowAt} />
        ))}
      </Table>
      {view.cards.some(({ state }) => state === 'locked') && (
        <p className="text-small text-text-2">{t('teach.lockedNote')}</p>
      )}
      {!view.isEnded && (
        <div className="flex flex-wrap gap-2">
          <ConfirmDialog
            title={t('teach.renewTitle')}
            confirmLabel={t('teach.renewConfirm')}
            trigger={
              <Button type="submit" name="intent" value="renew" formAction={paths.classCardsPrint(classId)}>
                {t('teach.renew')}
              </Button>
            }
          >
            {t('teach.renewLead')}
          </ConfirmDialog>
          <ConfirmDialog
            title={t('teach.voidTitle')}
            confirmLabel={t('teach.voidConfirm')}
            trigger={
              <Button
                type="submit"
                kind="danger"
                name="intent"
                value="void"
                formAction={paths.classCards(classId)}
              >
                {t('teach.void')}
              </Button>
            }
          >
            {t('teach.voidLead')}
          </ConfirmDialog>
        </div>
      )}
    </form>
  );
}

function CardRow({ card, nowAt }: { card: CardView; nowAt: Date }) {
  const t = useText('cards');
  const format = useFormat();
  const number = format.number(card.number);
  return (
    <Row>
      <Cell isTight>
        <input
          type="checkbox"
          className="tick"
          name="cards[]"
          value={card.id}
          aria-label={t('teach.chooseOf', { number })}
        />
      </Cell>
      <RowHead fold="beside">{number}</RowHead>
      <Cell label={t('teach.name')}>{card.name ?? t('teach.nobody')}</Cell>
      <Cell label={t('teach.codeOf')}>
        <span className="font-mono">{`${card.code.slice(0, 3)} ${card.code.slice(3)}`}</span>
      </Cell>
      <Cell label={t('teach.state')}>
        <Badge tone={tones[card.state]}>{t(`teach.states.${card.state}`)}</Badge>
      </Cell>
      <Cell isRight label={t('teach.left')}>
        {t('teach.leftValue', { count: card.linesLeft })}
      </Cell>
      <Cell label={t('teach.used')}>
        {card.usedAt ? format.relative(card.usedAt, nowAt) : t('teach.never')}
      </Cell>
    </Row>
  );
}
