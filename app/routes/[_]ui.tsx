import type { LoaderFunctionArgs } from '@remix-run/node';
import type { PageHandle } from '~/parts/page-handle';
import { Colours, Words } from '~/parts/specimens/colours';
import { Buttons, Fields } from '~/parts/specimens/controls';
import { Floating } from '~/parts/specimens/floating';
import { Badges, Notes, Tables, Ways } from '~/parts/specimens/things';
import { Time } from '~/parts/specimens/time';
import { appErrorResponse } from '~/request/to-response.server';
import { PageHead } from '~/ui/page-head';

export const handle: PageHandle = { crumb: () => '부품' };

export const meta = () => [{ title: '부품 · 모두' }, { name: 'robots', content: 'noindex' }];

/** For who builds pages: there in development and in the demo only. */
export function loader({ context }: LoaderFunctionArgs) {
  if (!context.isDevelopment && !context.isDemo) throw appErrorResponse('not-found', context.requestId);
  return null;
}

export default function UiParts() {
  return (
    <div className="py-6" lang="ko">
      <PageHead title="부품">
        모든 화면은 이 부품으로만 지어요. 새 부품이 필요하면 여기에 먼저 더해요.
      </PageHead>
      <div className="grid gap-12">
        <Buttons />
        <Fields />
        <Badges />
        <Time />
        <Notes />
        <Floating />
        <Tables />
        <Ways />
        <Colours />
        <Words />
      </div>
    </div>
  );
}
