import type { PanelView, ReviewerView, ReviewView } from '#server/review-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Facts } from '../ui/facts';
import { Sheet, SheetBody } from '../ui/sheet';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';

/** What the reviews say, as far as the reader sees them; nothing while there is none to read. */
export function PanelReviews({ panel }: { panel: PanelView }) {
  const read = panel.reviewers.flatMap((reviewer, index) =>
    reviewer.review ? [{ reviewer, review: reviewer.review, number: index + 1 }] : [],
  );
  return (
    <>
      {read.map(({ reviewer, review, number }) => (
        <Sheet key={number}>
          <SheetBody>
            <Review reviewer={reviewer} review={review} number={String(number)} />
          </SheetBody>
        </Sheet>
      ))}
    </>
  );
}

function Review({
  reviewer,
  review,
  number,
}: {
  reviewer: ReviewerView;
  review: ReviewView;
  number: string;
}) {
  const t = useText('panel');
  const format = useFormat();
  const head = (
    <>
      <HeadCell>{t('what')}</HeadCell>
      <HeadCell isRight>{t('score')}</HeadCell>
    </>
  );
  return (
    <div className="grid gap-4">
      <h3 className="flex flex-wrap items-baseline gap-x-3">
        {reviewer.isMine ? t('mine') : (reviewer.name ?? t('reviewer', { number }))}
        <span className="text-small font-normal text-text-2">
          {t('outOf', { score: format.number(review.score / 100, 2) })} · {t('hours')}{' '}
          {format.gpuHours(review.recommendedMilliGpuSeconds)}
        </span>
      </h3>
      <p className="whitespace-pre-line [overflow-wrap:anywhere]">{review.comment}</p>
      <Table caption={t('scores', { number })} isSmall head={head}>
        {review.scores.map(({ criterion, score, comment }) => (
          <Row key={criterion}>
            <RowHead>
              {t(`criterion.${criterion}`)}
              {comment !== '' && (
                <span className="block font-normal whitespace-pre-line text-text-2 [overflow-wrap:anywhere]">
                  {comment}
                </span>
              )}
            </RowHead>
            <Cell isRight isTight>
              {score}
            </Cell>
          </Row>
        ))}
      </Table>
    </div>
  );
}

/** How many reviews are in, what they came to, and by which rule. */
export function PanelStanding({ panel, lead }: { panel: PanelView; lead: 'progress' | 'progressApplicant' }) {
  const t = useText('panel');
  const format = useFormat();
  const counting = t(`counting.${panel.counting}`);
  const points = (hundredths: number) => format.number(hundredths / 100, 2);
  return (
    <div className="grid gap-3">
      {panel.score === undefined ? (
        <p>{t(lead, { needed: String(panel.needed), given: String(panel.given) })}</p>
      ) : (
        <Facts
          isLeft
          facts={[{ name: t('counted'), value: <b>{t('outOf', { score: points(panel.score) })}</b> }]}
        />
      )}
      <p className="text-small text-text-2">
        {panel.needed > 1 && `${t('rules', { counting })} `}
        {t('rule', { grant: points(panel.grantFrom), part: points(panel.partFrom) })}
      </p>
    </div>
  );
}
