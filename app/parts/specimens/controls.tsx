import { CirclePlay, Ellipsis, RotateCcw, Square } from 'lucide-react';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { IconButton } from '../../ui/icon-button';
import { LinkButton } from '../../ui/link-button';
import { NumberField } from '../../ui/number-field';
import { RadioGroup } from '../../ui/radio-group';
import { Segmented } from '../../ui/segmented';
import { SelectField } from '../../ui/select-field';
import { SwitchField } from '../../ui/switch-field';
import { TextArea } from '../../ui/text-area';
import { TextField } from '../../ui/text-field';
import { Columns, Row, Specimen } from './specimen';

export function Buttons() {
  return (
    <Specimen title="단추">
      <Row>
        <Button kind="primary" icon={CirclePlay}>
          실행하기
        </Button>
        <Button icon={RotateCcw}>다시 실행</Button>
        <Button kind="quiet">자세히</Button>
        <Button kind="danger" icon={Square}>
          멈추기
        </Button>
        <Button kind="danger-quiet">지우기</Button>
        <Button isOff>11:35에 열려요</Button>
        <Button disabled>못 누름</Button>
        <IconButton icon={Ellipsis} label="더보기" kind="plain" />
        <IconButton icon={Ellipsis} label="더보기, 조용히" />
        <Button kind="primary" isBusy>
          보내고 있어요
        </Button>
      </Row>
      <Row>
        <Button kind="primary" size="small">
          작은 단추
        </Button>
        <Button size="small" icon={RotateCcw}>
          작은 단추
        </Button>
        <Button kind="primary" size="large">
          큰 단추
        </Button>
        <LinkButton to="#top">링크인 단추</LinkButton>
      </Row>
    </Specimen>
  );
}

const centres = [
  { value: 'first', label: '먼저 시작하는 곳' },
  { value: 'hangang', label: '한강' },
  { value: 'nuri', label: '누리 (닫힘)', isOff: true },
];

export function Fields() {
  return (
    <Specimen title="적는 곳">
      <Columns>
        <TextField
          name="a"
          label="이름"
          defaultValue="은하 모양 분류"
          help="나중에 찾을 때 쓰는 이름이에요."
          isOptional
        />
        <NumberField
          name="b"
          type="text"
          label="가장 길게"
          unit="시:분"
          defaultValue="9:00"
          error="이 반은 한 번에 4시간까지 쓸 수 있어요. 4:00으로 바꿔 주세요."
        />
        <SelectField name="c" label="센터" options={centres} />
        <NumberField name="d" label="GPU" unit="개" defaultValue={1} min={0} max={8} />
        <TextField name="e" label="못 고치는 곳" defaultValue="pupil@demo.modu" disabled />
        <TextField name="f" label="경로" isMono defaultValue="~/.modu/결과" placeholder="~/" />
        <TextArea
          name="g"
          label="쓸 곳"
          placeholder="무엇을 위해 쓰나요?"
          help="심사위원이 읽어요."
          rows={3}
        />
        <TextArea name="h" label="스크립트" isMono rows={3} defaultValue={'#!/bin/sh\nhostname'} />
        <div className="grid gap-3">
          <Checkbox name="i" label="끝나면 알려 주세요" defaultChecked />
          <Checkbox name="j" label="약속을 지킬게요" error="먼저 읽고 표시해 주세요." />
          <Checkbox name="k" label="아직 고를 수 없어요" help="선생님이 열면 돼요." disabled />
          <SwitchField name="l" label="쉬면 알아서 끄기" defaultChecked />
          <SwitchField name="m" label="소식 받기" help="한 주에 한 번이에요." />
        </div>
      </Columns>
      <Columns>
        <RadioGroup
          name="n"
          legend="어디서"
          defaultValue="first"
          choices={[
            { value: 'first', label: '먼저 시작하는 곳', help: '지금은 한강이 가장 빨라요.' },
            { value: 'nuri', label: '누리' },
            { value: 'maru', label: '마루', help: '토요일에 점검해요.', isOff: true },
          ]}
        />
        <Segmented
          name="o"
          legend="기간"
          defaultValue="day"
          choices={[
            { value: 'day', label: '하루' },
            { value: 'week', label: '일주일' },
            { value: 'month', label: '한 달' },
          ]}
        />
      </Columns>
    </Specimen>
  );
}
