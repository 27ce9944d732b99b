import type { Translated } from '../areas';
import type { statement as ko } from '../ko/statement';

export const statement: Translated<typeof ko> = {
  title: 'Statement of hours',
  lead: 'Choose a period, and take what came and went in it as a file.',
  ofPerson: 'My hours',
  ofClass: 'Class',
  ofSchool: 'School',
  ofProgramme: 'Programme',
  from: 'First day',
  to: 'Last day',
  toHelp: 'Days in Seoul, a year at most.',
  fixDay: 'Enter a day that exists.',
  fixPeriod: 'Enter the first day or a later one, within a year.',
  tooMany: 'More than {limit} lines. Take the period in parts.',
  show: 'Change the period',
  sums: 'Beginning and end',
  sumsTable: 'Granted, held, used and left at the beginning and at the end of the period',
  opening: 'At the beginning of {day}',
  closing: 'At the end of {day}',
  change: '{granted} granted and {used} used between. Lines: {count}.',
  none: 'No hours came or went in this period.',
  csv: 'Download CSV',
  pdf: 'Download PDF',
  filesLead:
    'CSV opens in a spreadsheet, PDF is for printing. What stood at the beginning and all lines add up to the end.',
  when: 'When',
  adminTitle: 'Statements of hours',
  adminLead: 'What came and went, for each school and programme.',
  programmes: 'Programmes',
  schools: 'Schools',
  noSchools: 'No school has a class yet.',
};
