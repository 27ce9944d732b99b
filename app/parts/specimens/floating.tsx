import { Download, Ellipsis, Pencil, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { CopyButton } from '../../ui/copy-button';
import { Dialog } from '../../ui/dialog';
import { IconButton } from '../../ui/icon-button';
import { Menu, MenuAction, MenuChoice, MenuLine, MenuLink } from '../../ui/menu';
import { TextField } from '../../ui/text-field';
import { ToastCard, useToast } from '../../ui/toast';
import { Tooltip } from '../../ui/tooltip';
import { Halves, Row, Specimen } from './specimen';

export function Floating() {
  const toast = useToast();
  const [order, setOrder] = useState<'time' | 'name'>('time');
  const [stopped, setStopped] = useState(0);
  return (
    <Specimen title="뜨는 것">
      <Row>
        <Dialog title="이름 바꾸기" description="작업은 그대로예요." trigger={<Button>창 열기</Button>}>
          <TextField name="name" label="이름" defaultValue="첫 학습" />
        </Dialog>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setStopped(stopped + 1);
          }}
        >
          <ConfirmDialog
            title="작업 2개를 멈출까요?"
            confirmLabel="2개 멈추기"
            trigger={
              <Button kind="danger" type="submit">
                멈추기 ({stopped})
              </Button>
            }
          >
            저장하지 않은 내용은 사라져요. 남은 1.8 GPU-⁠시간은 바로 돌아와요.
          </ConfirmDialog>
        </form>
        <Menu label="작업" trigger={<IconButton icon={Ellipsis} label="작업 메뉴" kind="plain" />}>
          <MenuAction icon={RotateCcw} onSelect={() => toast({ tone: 'info', text: '다시 실행했어요.' })}>
            다시 실행
          </MenuAction>
          <MenuLink to="#top" icon={Pencil}>
            고쳐서 실행
          </MenuLink>
          <MenuLink to="#top" icon={Download}>
            결과 받기
          </MenuLink>
          <MenuLine />
          <MenuChoice
            legend="순서"
            value={order}
            onChange={setOrder}
            choices={[
              { value: 'time', label: '시간' },
              { value: 'name', label: '이름' },
            ]}
          />
        </Menu>
        <Tooltip content="지금 비어 있는 GPU의 수예요.">
          <Button kind="quiet">설명이 있는 단추</Button>
        </Tooltip>
        <CopyButton text="sbatch 학습.sh" />
        <Button onClick={() => toast({ tone: 'success', text: '저장했어요.' })}>알림</Button>
        <Button
          onClick={() =>
            toast({
              tone: 'info',
              text: '파일 3개를 휴지통에 넣었어요.',
              action: { label: '되돌리기', run: () => toast({ tone: 'success', text: '되돌렸어요.' }) },
            })
          }
        >
          되돌릴 수 있는 알림
        </Button>
        <Button
          onClick={() => toast({ tone: 'danger', text: '연결이 끊겼어요. 작업은 그대로 돌고 있어요.' })}
        >
          급한 알림
        </Button>
      </Row>
      <Halves>
        <ToastCard tone="success" text="작업을 멈췄어요. 1.2 GPU-⁠시간이 돌아왔어요." />
        <ToastCard tone="danger" text="연결이 끊겼어요. 작업은 그대로 돌고 있고, 다시 잇는 중이에요." />
      </Halves>
    </Specimen>
  );
}
