import { admin } from './admin';
import { advise } from './advise';
import { apps } from './apps';
import { classWall } from './class';
import { classes } from './classes';
import { clusters } from './clusters';
import { cards } from './cards';
import { common } from './common';
import { demo } from './demo';
import { docs } from './docs';
import { ending } from './ending';
import { errorDetails, errors } from './errors';
import { factor } from './factor';
import { files } from './files';
import { guardian } from './guardian';
import { home } from './home';
import { hours } from './hours';
import { job } from './job';
import { landing } from './landing';
import { launch } from './launch';
import { launches } from './launches';
import { leave } from './leave';
import { logins } from './logins';
import { mail } from './mail';
import { nav } from './nav';
import { operate } from './operate';
import { pages } from './pages';
import { panel } from './panel';
import { payments } from './payments';
import { people } from './people';
import { programmes } from './programmes';
import { requests } from './requests';
import { review } from './review';
import { settings } from './settings';
import { showing } from './showing';
import { sign } from './sign';
import { statement } from './statement';
import { states } from './states';
import { terminal } from './terminal';
import { ways } from './ways';

/** All sentences in Korean, by area. A new area is a file beside this one, in both languages, and a line here. */
export const messages = {
  admin,
  advise,
  apps,
  cards,
  class: classWall,
  classes,
  clusters,
  common,
  demo,
  docs,
  errorDetails,
  ending,
  errors,
  factor,
  files,
  guardian,
  home,
  hours,
  job,
  landing,
  launch,
  launches,
  leave,
  logins,
  mail,
  nav,
  operate,
  pages,
  panel,
  payments,
  people,
  programmes,
  requests,
  review,
  settings,
  showing,
  sign,
  statement,
  states,
  terminal,
  ways,
} as const;
