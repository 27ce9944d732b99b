import { expect, test } from 'vitest';
import { keysOf, unusedTexts } from './unused-texts';

const areas = {
  job: { title: '작업', end: { failed: '실패', lost: '사라짐' }, stepSend: '보내기', old: '옛것' },
};
const source = (text: string) => [{ path: 'app/page.tsx', text }];

test('a sentence that nothing asks for is named, with its area', () => {
  expect(keysOf(areas.job)).toEqual(['title', 'end.failed', 'end.lost', 'stepSend', 'old']);
  const page =
    "t('title'); t(`end.${end}`); type End = 'failed' | 'lost'; t(`step${step}`); const steps = ['Send'];";
  expect(unusedTexts(areas, source(page))).toEqual(['job.old']);
});

test('a template string makes only what its varying parts are words for', () => {
  expect(unusedTexts(areas, source("t('title'); t(`end.${end}`); failed; t(`${anything}`)"))).toEqual([
    'job.end.lost',
    'job.stepSend',
    'job.old',
  ]);
});
