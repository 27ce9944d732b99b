import { Ellipsis } from 'lucide-react';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'use-intl';
import { describe, expect, test } from 'vitest';
import { messages } from '../locales/ko/index';
import { Bar, Progress } from './bar';
import { Button } from './button';
import { Checkbox } from './checkbox';
import { CodeBlock } from './code-block';
import { IconButton } from './icon-button';
import { Note } from './note';
import { NumberField } from './number-field';
import { percent } from './percent';
import { RadioGroup } from './radio-group';
import { Ruler } from './ruler';
import { Segmented } from './segmented';
import { SelectField } from './select-field';
import { Steps } from './steps';
import { SwitchField } from './switch-field';
import { Cell, HeadCell, Row, RowHead, Table } from './table';
import { Tabs } from './tabs';
import { TextField } from './text-field';

const render = (element: ReactElement) =>
  renderToStaticMarkup(
    <IntlProvider locale="ko" timeZone="Asia/Seoul" messages={messages}>
      {element}
    </IntlProvider>,
  );
const attribute = (html: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(html)?.[1];

describe('fields', () => {
  test('label, help and error belong to the control', () => {
    const html = render(
      <TextField id="n" name="name" label="이름" help="도움" error="고쳐 주세요" defaultValue="그대로" />,
    );
    expect(html).toContain('<label for="n"');
    expect(attribute(html, 'aria-describedby')).toBe('n-error n-help');
    expect(html).toContain('id="n-error"');
    expect(html).toContain('id="n-help"');
    expect(attribute(html, 'aria-invalid')).toBe('true');
    expect(attribute(html, 'value')).toBe('그대로');
  });

  test('nothing wrong: nothing said', () => {
    const html = render(<TextField name="name" label="이름" isOptional />);
    expect(html).not.toMatch(/aria-invalid|aria-describedby/);
    expect(html).toContain('선택');
  });

  test('a unit is read with its number', () => {
    const html = render(<NumberField name="gpus" label="GPU" unit="개" />);
    const unitId = attribute(html, 'aria-describedby');
    expect(html).toContain(`<span id="${unitId}"`);
    expect(html).toContain('inputMode="numeric"');
  });

  test('ids of two fields differ', () => {
    const html = render(
      <>
        <TextField name="a" label="a" />
        <SelectField name="b" label="b" options={[{ value: '1', label: '하나' }]} />
      </>,
    );
    const ids = [...html.matchAll(/<label for="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(2);
  });

  test('ticks and switches say what they are', () => {
    expect(render(<SwitchField label="켜기" defaultChecked />)).toMatch(/role="switch"/);
    const wrong = render(<Checkbox name="ok" label="약속" error="표시해 주세요" />);
    expect(attribute(wrong, 'aria-invalid')).toBe('true');
  });

  test.each([
    ['radios', RadioGroup],
    ['segments', Segmented],
  ])('%s stand in a fieldset with their legend', (_name, Group) => {
    const choices = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ];
    const html = render(
      <Group legend="어디서" name="where" choices={choices} defaultValue="b" error="골라 주세요" />,
    );
    expect(html).toMatch(/^<fieldset/);
    expect(html).toContain('<legend');
    expect(html.match(/checked=""/g)).toHaveLength(1);
    expect(html).toMatch(/checked="" value="b"|value="b" checked=""/);
    expect(attribute(html, 'aria-describedby')).toContain('-error');
  });
});

describe('buttons', () => {
  test('busy and off keep the focus and say so', () => {
    expect(render(<Button isBusy>보내고 있어요</Button>)).toMatch(/aria-busy="true" aria-disabled="true"/);
    const off = render(<Button isOff>11:35에 열려요</Button>);
    expect(off).toContain('aria-disabled="true"');
    expect(off).not.toContain('disabled=""');
  });

  test('a button submits nothing unless asked; an icon has a name', () => {
    expect(attribute(render(<Button>열기</Button>), 'type')).toBe('button');
    const icon = render(<IconButton icon={Ellipsis} label="더보기" />);
    expect(attribute(icon, 'aria-label')).toBe('더보기');
    expect(icon).toContain('aria-hidden="true"');
  });
});

describe('time', () => {
  test('parts of one become percentages, held in their range', () => {
    expect([0, 0.592, 1 / 3, 1.2, -1, Number.NaN].map(percent)).toEqual([
      '0%',
      '59.2%',
      '33.33%',
      '100%',
      '0%',
      '0%',
    ]);
  });

  test('bars and rulers are pictures with words', () => {
    const bar = render(<Bar label="14.2시간 남음" pieces={[{ fill: 'left', from: 0, to: 0.5 }]} />);
    expect(bar).toContain('role="img" aria-label="14.2시간 남음"');
    expect(bar).toContain('x="0%" width="50%"');
    const ruler = render(<Ruler label="대기" interval={{ from: 0.6, to: 0.9, mid: 0.7 }} now={0.5} />);
    expect(ruler).toContain('aria-label="대기"');
    expect(ruler).toContain('cx="70%"');
  });

  test('progress has a value, or none when it is not known', () => {
    expect(attribute(render(<Progress label="올리기" part={0.333} />), 'aria-valuenow')).toBe('33');
    expect(attribute(render(<Progress label="올리기" part={undefined} />), 'aria-valuenow')).toBeUndefined();
  });

  test('the present step is marked', () => {
    const html = render(
      <Steps
        label="길"
        steps={[
          { key: 'a', title: '하나', state: 'done' },
          { key: 'b', title: '둘', state: 'now' },
        ]}
      />,
    );
    expect(html.match(/aria-current="step"/g)).toHaveLength(1);
  });
});

test('a folding table is still a table', () => {
  const html = render(
    <Table caption="작업" isFolding head={<HeadCell>이름</HeadCell>}>
      <Row isChosen>
        <RowHead>첫 학습</RowHead>
        <Cell label="센터" fold="all">
          한강
        </Cell>
      </Row>
    </Table>,
  );
  for (const role of ['table', 'rowgroup', 'row', 'columnheader', 'rowheader', 'cell']) {
    expect(html).toContain(`role="${role}"`);
  }
  expect(html).toContain('<caption');
  expect(html).toContain('data-label="센터"');
});

test('tabs: one is chosen, and each has its panel', () => {
  const tabs = [
    { value: 'a', label: 'A', content: 'a' },
    { value: 'b', label: 'B', content: 'b' },
  ];
  const html = render(<Tabs label="안" tabs={tabs} defaultValue="b" />);
  expect(html.match(/aria-selected="true"/g)).toHaveLength(1);
  expect(html.match(/hidden=""/g)).toHaveLength(1);
  for (const [, panel] of html.matchAll(/aria-controls="([^"]+)"/g)) expect(html).toContain(`id="${panel}"`);
});

test('notes are announced only when they are news', () => {
  expect(render(<Note tone="danger">멈췄어요</Note>)).not.toContain('role=');
  expect(render(<Note tone="danger" isAnnounced title="멈췄어요" />)).toContain('role="alert"');
  expect(render(<Note tone="info" isAnnounced title="알림" />)).toContain('role="status"');
});

test('what a job said is shown as text, reachable with the keyboard', () => {
  const html = render(<CodeBlock label="출력" code={'<img src=x onerror=alert(1)>'} isOutput />);
  expect(html).toContain('&lt;img');
  expect(html).toContain('tabindex="0"');
});

test('no brick puts a style attribute into the page', () => {
  const all = render(
    <>
      <Button kind="primary">a</Button>
      <TextField name="a" label="a" error="b" />
      <SelectField name="b" label="b" options={[]} />
      <Bar label="c" pieces={[]} size="tall" />
      <Ruler label="d" />
      <Note tone="info">e</Note>
      <Tabs label="f" tabs={[]} />
    </>,
  );
  expect(all).not.toContain('style=');
});
