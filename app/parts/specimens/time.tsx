import { Bar, BarKey, Progress } from '../../ui/bar';
import { LiveDot } from '../../ui/live-dot';
import { Ruler, RulerTexts } from '../../ui/ruler';
import { Sheet, SheetBody } from '../../ui/sheet';
import { Figure, Stat, Stats } from '../../ui/stat';
import { Steps } from '../../ui/steps';
import { Halves, Specimen } from './specimen';

export function Time() {
  return (
    <Specimen title="시간 막대와 시간 자">
      <Halves>
        <Sheet>
          <SheetBody className="grid gap-3">
            <Figure value="14.2" unit="GPU-⁠시간" />
            <Bar
              size="tall"
              label="24시간 가운데 14.2시간 남음, 2시간 잡아 둠, 7.8시간 씀"
              pieces={[
                { fill: 'left', from: 0, to: 0.592 },
                { fill: 'held', from: 0.592, to: 0.675 },
                { fill: 'used', from: 0.675, to: 1 },
              ]}
            />
            <BarKey
              items={[
                { fill: 'left', label: '남음', value: '14.2' },
                { fill: 'held', label: '잡아 둠', value: '2.0' },
                { fill: 'used', label: '씀', value: '7.8' },
              ]}
            />
            <Stats label="요약">
              <Stat label="받음" value="24" unit="GPU-⁠시간" />
              <Stat label="끝난 작업" value="31" unit="개" />
            </Stats>
          </SheetBody>
        </Sheet>
        <Sheet>
          <SheetBody className="grid gap-3">
            <div>
              <Ruler
                label="10시에 시작해 1시간 16분 지났고 44분 남음"
                pieces={[
                  { fill: 'wait', from: 0, to: 0.18 },
                  { fill: 'running', from: 0.18, to: 0.54 },
                  { fill: 'rest', from: 0.54, to: 0.84 },
                ]}
                now={0.54}
              />
              <RulerTexts
                texts={[
                  { at: 0, text: '10:00 시작' },
                  { at: 0.54, text: '44분 남음', isStrong: true },
                  { at: 1, text: '12:00 끝' },
                ]}
              />
            </div>
            <Ruler
              label="대기, 그리고 시작 예상"
              pieces={[{ fill: 'wait', from: 0, to: 0.54 }]}
              interval={{ from: 0.62, to: 0.9, mid: 0.72, isBest: true }}
              now={0.54}
            />
            <Progress label="images.zip 올리기" part={0.33} />
            <Progress label="얼마나 남았는지 모름" part={undefined} />
            <LiveDot>바로바로 바뀌어요</LiveDot>
            <LiveDot isConnected={false}>다시 잇고 있어요</LiveDot>
          </SheetBody>
        </Sheet>
      </Halves>
      <Sheet>
        <SheetBody>
          <Steps
            label="한 작업의 길"
            steps={[
              { key: 'held', title: '시간을 잡아 둠', time: '10:02', state: 'done' },
              { key: 'queued', title: '줄에 섬', time: '10:02', state: 'done' },
              {
                key: 'running',
                title: '실행 중',
                time: '12분',
                state: 'now',
                more: 'A100 1개, 노드 gpu-2에서 돌아요.',
              },
              { key: 'ended', title: '끝', state: 'todo' },
              { key: 'failed', title: '실패', time: '10:40', state: 'failed', more: '종료 코드 1' },
            ]}
          />
        </SheetBody>
      </Sheet>
    </Specimen>
  );
}
