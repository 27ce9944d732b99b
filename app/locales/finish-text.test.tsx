import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { finishNodes, finishText } from './finish-text';

test('hours keep to their hyphen, once', () => {
  expect(finishText('10 GPU-시간')).toBe('10 GPU-\u2060시간');
  expect(finishText(finishText('GPU-hours and GPU-hour'))).toBe('GPU-\u2060hours and GPU-\u2060hour');
});

test('a particle after an element follows what stands in it', () => {
  const nodes = finishNodes([<b key="a">김하준</b>, '[이/가] ', <i key="b">{7}</i>, '[을/를] 골랐어요']);
  expect(renderToStaticMarkup(<>{nodes}</>)).toBe('<b>김하준</b>이 <i>7</i>을 골랐어요');
});
