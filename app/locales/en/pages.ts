import type { Translated } from '../areas';
import type { pages as ko } from '../ko/pages';

export const pages: Translated<typeof ko> = {
  notFoundTitle: 'There is nothing here',
  notFoundBody: 'The address may have changed, or it belongs to somebody else.',
  errorTitle: 'The page could not be opened',
  notAllowedTitle: 'This page is not open to you',
  requestId: 'Please give this number when you ask for help',
  goHome: 'Go home',
  tryAgain: 'Open it again',
  demoLabel: 'Demo',
  demoBanner: 'This is a demo.',
  demoBannerMore: 'People and centres are made up; jobs really run, on this computer.',
  demoChoose: 'Choose a person',
  demoSwitch: 'Become someone else',
  demoOutbox: 'Outbox',
  connectionLost: 'Connection lost. Your jobs are still running; reconnecting now.',
  sendLater:
    'There is no network now, so nothing was sent. What you typed stays: press again once it is back.',
};
