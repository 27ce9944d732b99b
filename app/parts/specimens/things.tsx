import { CircleCheck, CirclePlay, Hourglass, OctagonX } from 'lucide-react';
import { Badge } from '../../ui/badge';
import { Breadcrumbs } from '../../ui/breadcrumbs';
import { CodeBlock } from '../../ui/code-block';
import { EmptyState } from '../../ui/empty-state';
import { Facts } from '../../ui/facts';
import { FileList } from '../../ui/file-list';
import { LinkButton } from '../../ui/link-button';
import { MoreLink } from '../../ui/more-link';
import { Note } from '../../ui/note';
import { Sheet, SheetBody, SheetFoot, SheetHead, SheetLine } from '../../ui/sheet';
import { Skeleton } from '../../ui/skeleton';
import { Cell, HeadCell, Row as TableRow, RowHead, Table } from '../../ui/table';
import { LinkTabs, Tabs } from '../../ui/tabs';
import { Halves, Row, Specimen } from './specimen';

export function Badges() {
  return (
    <Specimen title="배지">
      <Row>
        <Badge tone="held">준비 중</Badge>
        <Badge tone="queued" icon={Hourglass}>
          대기 중
        </Badge>
        <Badge tone="running" icon={CirclePlay}>
          실행 중
        </Badge>
        <Badge tone="completed" icon={CircleCheck}>
          끝남
        </Badge>
        <Badge tone="failed" icon={OctagonX}>
          실패
        </Badge>
        <Badge tone="timed-out">시간 초과</Badge>
        <Badge tone="cancelled">취소됨</Badge>
        <Badge tone="unknown">확인 중</Badge>
        <Badge>보통</Badge>
        <Badge look="bare" tone="running" icon={CirclePlay}>
          표 안에서
        </Badge>
      </Row>
    </Specimen>
  );
}

export function Notes() {
  return (
    <Specimen title="알리는 글">
      <Halves>
        <Note tone="info">토요일 09:00~18:00에 누리 센터를 점검해요.</Note>
        <Note tone="warn" title="12분 뒤에 한도에 닿아요">
          다 되면 저장하고 멈춰요.
        </Note>
        <Note
          tone="danger"
          title="메모리가 모자라서 멈췄어요"
          actions={
            <LinkButton to="#top" size="small">
              고쳐서 실행
            </LinkButton>
          }
        >
          배치 크기를 64로 줄여 보세요.
        </Note>
        <Note tone="success">작업을 멈췄어요. 1.2 GPU-⁠시간이 돌아왔어요.</Note>
      </Halves>
    </Specimen>
  );
}

const launches = [
  { name: '첫 학습', state: 'completed', icon: CircleCheck, word: '끝남', where: '한강', hours: '0.02' },
  {
    name: '은하 모양 분류, 배치 크기를 바꿔 가며 열두 번',
    state: 'running',
    icon: CirclePlay,
    word: '실행 중',
    where: '누리',
    hours: '1.4',
  },
  { name: '단백질 접힘 맛보기', state: 'failed', icon: OctagonX, word: '실패', where: '한강', hours: '14.2' },
] as const;

export function Tables() {
  return (
    <Specimen title="표와 종이">
      <Sheet>
        <SheetHead>
          <h3>작업</h3>
        </SheetHead>
        <Table
          caption="작업 셋"
          isFolding
          head={
            <>
              <HeadCell>이름</HeadCell>
              <HeadCell>상태</HeadCell>
              <HeadCell>센터</HeadCell>
              <HeadCell isRight>쓴 시간 (GPU-⁠시간)</HeadCell>
            </>
          }
        >
          {launches.map((launch) => (
            <TableRow key={launch.name} isChosen={launch.state === 'running'}>
              <RowHead>
                <a href="#top">{launch.name}</a>
              </RowHead>
              <Cell isTight>
                <Badge look="bare" tone={launch.state} icon={launch.icon}>
                  {launch.word}
                </Badge>
              </Cell>
              <Cell label="센터">{launch.where}</Cell>
              <Cell isRight>{launch.hours}</Cell>
            </TableRow>
          ))}
        </Table>
        <SheetLine />
        <SheetBody>줄 아래에 또 다른 이야기가 올 수 있어요.</SheetBody>
        <SheetFoot>모두 15.6 GPU-⁠시간이에요.</SheetFoot>
      </Sheet>
      <MoreLink to="#top" />
      <Halves>
        <Sheet>
          <SheetBody>
            <Facts
              facts={[
                { name: '센터', value: '한강' },
                { name: 'GPU', value: 'A100 2개' },
                { name: '드는 시간', value: '2.1 GPU-⁠시간' },
                { name: '남는 시간', value: '12.1 GPU-⁠시간', isSum: true },
              ]}
            />
          </SheetBody>
        </Sheet>
        <Sheet>
          <SheetBody>
            <FileList
              label="결과"
              files={[
                { path: '손실.csv', size: '1.3 KiB', time: '3분 전', href: '#top' },
                { path: '정확도.svg', size: '12 KiB', time: '3분 전', href: '#top' },
                {
                  path: 'very/long/path/of/a/file/that/does/not/fit/anywhere.py',
                  size: '512 B',
                  href: '#top',
                },
              ]}
            />
          </SheetBody>
        </Sheet>
      </Halves>
    </Specimen>
  );
}

export function Ways() {
  return (
    <Specimen title="길 찾기, 빈 곳, 글 상자">
      <Breadcrumbs
        label="지금 위치 보기"
        crumbs={[{ label: '홈', to: '#top' }, { label: '내 작업', to: '#top' }, { label: '첫 학습' }]}
      />
      <LinkTabs
        label="보기"
        tabs={[
          { to: '#all', label: '모두', isCurrent: true },
          { to: '#live', label: '실행 중', isCurrent: false },
          { to: '#ended', label: '끝남', isCurrent: false },
        ]}
      />
      <Tabs
        label="안"
        tabs={[
          {
            value: 'output',
            label: '출력',
            content: <CodeBlock isOutput label="출력" code={'epoch 1 loss 0.42\n정확도 97.1 %'} />,
          },
          {
            value: 'script',
            label: '스크립트',
            content: <CodeBlock canCopy label="스크립트" code={'#!/bin/sh\npython3 train.py --epochs 3'} />,
          },
          { value: 'wait', label: '기다림', content: <Skeleton label="가져오고 있어요" /> },
        ]}
      />
      <EmptyState
        title="아직 실행한 것이 없어요"
        actions={
          <>
            <LinkButton to="#top" kind="primary" size="small">
              예제 열기
            </LinkButton>
            <LinkButton to="#top" kind="quiet" size="small">
              처음이라면
            </LinkButton>
          </>
        }
      >
        예제부터 열어 볼까요? 0.1 GPU-⁠시간이면 충분해요.
      </EmptyState>
    </Specimen>
  );
}
