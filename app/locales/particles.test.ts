import { describe, expect, test } from 'vitest';
import { resolveParticles } from './particles';

const topic = (word: string) => resolveParticles(`${word}[은/는]`).slice(word.length);
const way = (word: string) => resolveParticles(`${word}[으로/로]`).slice(word.length);

describe('a particle follows how the word is read', () => {
  test.each<[string, string, string]>([
    ['김하준', '은', '으로'],
    ['이서아', '는', '로'],
    ['서울', '은', '로'],
    // digits: 일 이 삼 … 십 백 천 만 억

    ['0', '은', '으로'],
    ['1', '은', '로'],
    ['2', '는', '로'],
    ['3', '은', '으로'],
    ['6', '은', '으로'],
    ['7', '은', '로'],
    ['8', '은', '로'],
    ['9', '는', '로'],
    ['10', '은', '으로'],
    ['20', '은', '으로'],
    ['100', '은', '으로'],
    ['1,000', '은', '으로'],
    ['10000', '은', '으로'],
    ['14.2', '는', '로'],
    ['2.0', '은', '으로'],
    ['A100', '은', '으로'],
    ['H200', '은', '으로'],
    ['2-3', '은', '으로'],

    // letters spelled out

    ['GPU', '는', '로'],
    ['R', '은', '로'],
    ['SQL', '은', '로'],
    ['DRAM', '은', '으로'],
    ['MI300A', '는', '로'],
    ['kB', '는', '로'],

    // words

    ['hangang', '은', '으로'],
    ['nuri', '는', '로'],
    ['Slurm', '은', '으로'],
    ['shell', '은', '로'],
    ['Python', '은', '으로'],
    ['notebook', '은', '으로'],
    ['web', '은', '으로'],
    ['server', '는', '로'],
    ['Jupyter', '는', '로'],
    ['node', '는', '로'],

    // quotes and brackets

    ['"서울"', '은', '로'],
    ['‘첫 학습’', '은', '으로'],
    ['「누리」', '는', '로'],
    ['한강(H100)', '은', '으로'],
    ['누리 (PBS Pro)', '는', '로'],
    ['(누리)', '는', '로'],
    ['“GPU 7”', '은', '로'],
    ['50%', '는', '로'],
  ])('%s', (word, expectedTopic, expectedWay) => {
    expect([topic(word), way(word)]).toEqual([expectedTopic, expectedWay]);
  });
});

test('every pair, in a sentence, in either order', () => {
  expect(resolveParticles('하준[이/가] 누리[을/를] 한강[과/와] 마루[와/과] 시간[이에요/예요]')).toBe(
    '하준이 누리를 한강과 마루와 시간이에요',
  );
});

test('what cannot be read keeps both', () => {
  expect(resolveParticles('🎉[은/는] 좋아요')).toBe('🎉은(는) 좋아요');
  expect(resolveParticles('[을/를]')).toBe('을(를)');
});

test('text before the piece decides too', () => {
  expect(resolveParticles('[은/는] 기다려요', '김하준')).toBe('은 기다려요');
});

test('other brackets stay', () => {
  expect(resolveParticles('[A/B] 그리고 array[0]')).toBe('[A/B] 그리고 array[0]');
});
