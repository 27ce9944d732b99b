import type { Locale } from '../../contract/roles';
import type { StatementOf } from '../../contract/statements';
import type { StatementLine } from './read-statement';

export interface StatementWords {
  brand: string;
  title: string;
  of: Record<StatementOf, string>;
  period: string;
  opening: string;
  closing: string;
  columns: {
    at: string;
    kind: string;
    what: string;
    of: string;
    granted: string;
    held: string;
    used: string;
    free: string;
  };
  kinds: Record<StatementLine['kind'], string>;
  hours: string;
  seconds: string;
  /** Under the lines: how they add up. */
  foot: string;
  none: string;
  made: string;
}

/** What stands in a statement besides names and figures. */
export const statementWords: Record<Locale, StatementWords> = {
  ko: {
    brand: '모두',
    title: '시간 명세서',
    of: { person: '사람', class: '반', school: '학교', programme: '프로그램' },
    period: '기간',
    opening: '시작할 때',
    closing: '끝날 때',
    columns: {
      at: '때(서울)',
      kind: '무엇',
      what: '이름',
      of: '어느 시간',
      granted: '받음',
      held: '잡아 둠',
      used: '씀',
      free: '남음',
    },
    kinds: {
      grant: '받음',
      adjust: '조정',
      reserve: '잡아 둠',
      topup: '더 잡아 둠',
      post: '씀',
      void: '돌아옴',
      expire: '돌아옴',
      sum: '기간의 합',
    },
    hours: 'GPU-시간',
    seconds: 'GPU-초',
    foot: '시작할 때의 값에 모든 줄을 더하면 끝날 때의 값이에요. 남음 = 받음 − 잡아 둠 − 씀.',
    none: '이 기간에는 들어오거나 나간 시간이 없어요.',
    made: '만든 때',
  },
  en: {
    brand: 'Modu',
    title: 'Statement of hours',
    of: { person: 'Person', class: 'Class', school: 'School', programme: 'Programme' },
    period: 'Period',
    opening: 'At the beginning',
    closing: 'At the end',
    columns: {
      at: 'When (Seoul)',
      kind: 'What',
      what: 'Name',
      of: 'Which hours',
      granted: 'Granted',
      held: 'Held',
      used: 'Used',
      free: 'Left',
    },
    kinds: {
      grant: 'Granted',
      adjust: 'Adjusted',
      reserve: 'Held',
      topup: 'Held more',
      post: 'Used',
      void: 'Returned',
      expire: 'Returned',
      sum: 'Sum of the period',
    },
    hours: 'GPU-hours',
    seconds: 'GPU-seconds',
    foot: 'What stood at the beginning and all lines add up to what stands at the end. Left = granted − held − used.',
    none: 'No hours came or went in this period.',
    made: 'Made',
  },
};

/** An instant in Seoul as `YYYY-MM-DD HH:MM`, which spreadsheets read as one. Never throws. */
export const seoulTime = (at: Date): string =>
  new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
