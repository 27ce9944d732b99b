import type { ClusterOperatorView } from '#server/cluster-services';
import type { Page } from '#server/contract/page';
import type { RequestView } from '#server/hours-services';
import type { TaughtClassView } from '#server/services';
import { HomeAdvise } from './home-advise';
import { HomeClasses } from './home-classes';
import { HomeClusters } from './home-clusters';
import { HomeReview } from './home-review';

export interface HomeDutiesProps {
  /** Each undefined for who does not have that duty. */
  classes: readonly TaughtClassView[] | undefined;
  /** How many requests wait for them as an adviser. */
  toConfirm: number | undefined;
  toReview: Page<RequestView> | undefined;
  operated: readonly ClusterOperatorView[] | undefined;
  nowAt: Date;
}

/** What waits for a teacher, reviewer, operator or administrator; nothing for a student. */
export function HomeDuties({ classes, toConfirm, toReview, operated, nowAt }: HomeDutiesProps) {
  return (
    <>
      {toConfirm !== undefined && <HomeAdvise count={toConfirm} />}
      {classes && classes.length > 0 && <HomeClasses classes={classes} />}
      {toReview && <HomeReview toReview={toReview} nowAt={nowAt} />}
      {operated && <HomeClusters clusters={operated} nowAt={nowAt} />}
    </>
  );
}
