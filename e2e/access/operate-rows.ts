import type { PageRow } from './page-rows';

export const operated = ' in   no   no    no    no    no    ok    none  ok';
const operatedBad = 'in  no   no    no    no    no    bad   none  bad';

/** What is done on the page of an operated cluster; what would end it for the others is asked for with something wrong. */
export const operations: Record<string, PageRow> = {
  state: { form: { state: 'open' }, cells: operated },
  rate: { form: { accelerator: 'a100', rate: '1' }, cells: operated },
  partition: { form: { partition: 'gpu', isOpen: 'yes' }, cells: operated },
  'extend-limit': { form: { limit: '8' }, cells: operated },
  probe: { form: {}, cells: operated },
  'pool-add': { form: { names: '' }, cells: operatedBad },
  'pool-remove': { form: { names: '' }, cells: operatedBad },
  'pool-rules': { form: { cleaningCommand: '', idleDays: '' }, cells: operated },
  'pool-clean': { form: { login: 'none' }, cells: 'in  no   no    no    no    no    none  none  none' },
  'pool-take-back': { form: { login: 'none' }, cells: 'in  no   no    no    no    no    none  none  none' },
  'login-kinds': { form: { 'kinds[]': 'named' }, cells: operated },
  reservation: {
    form: { reservation: 'none', isShown: 'no' },
    cells: 'in  no   no    no    no    no    none  none  none',
  },
  'hour-limits': { form: { isOn: 'no' }, cells: operated },
  keys: { form: {}, cells: operated },
  pin: { form: { 'hostKeys[]': 'SHA256:none' }, cells: operatedBad },
  maintain: { form: { startsAt: 'never', endsAt: 'never' }, cells: operatedBad },
  'end-maintenance': {
    form: { id: '{person}' },
    cells: 'in  no   no    no    no    no    none  none  none',
  },
  // The owner's launch lives on it.
  remove: { form: {}, cells: operatedBad },
};
