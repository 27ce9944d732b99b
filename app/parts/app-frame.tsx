import type { ReactNode } from 'react';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Breadcrumbs, type Crumb } from '../ui/breadcrumbs';
import { classes } from '../ui/classes';
import { AppFrameBottom } from './app-frame-bottom';
import { AppFrameHours } from './app-frame-hours';
import { AppFramePerson, type FramePerson } from './app-frame-person';
import { AppFrameSide } from './app-frame-side';
import { placeGroups } from './app-frame-places';
import { Brand } from './brand';
import { DemoBanner } from './demo-banner';
import { EndingBanner } from './ending-banner';
import { IdleBanner } from './idle-banner';
import { LiveProvider } from './live-provider';
import type { PageHandle } from './page-handle';
import { ShownBanner } from './shown-banner';

interface AppFrameProps {
  person: FramePerson;
  width: NonNullable<PageHandle['width']>;
  crumbs: readonly Crumb[];
  children: ReactNode;
}

/** Top bar, menus and main part of every page for who is signed in: bottom bar on phones, rail from 768, side from 1100. */
export function AppFrame({ person, width, crumbs, children }: AppFrameProps) {
  const t = useText('nav');
  const groups = placeGroups(person.roles);
  return (
    <LiveProvider>
      <div className="frame">
        <div className="frame-banner">
          <DemoBanner />
          <EndingBanner />
          <IdleBanner />
          <ShownBanner />
        </div>
        <header className="frame-top">
          <div className="flex xl:w-[208px]">
            <Brand to={paths.home()} />
          </div>
          <div className="min-w-0 flex-1 max-md:invisible md:ml-4 xl:ml-6">
            {crumbs.length > 0 && <Breadcrumbs label={t('crumbs')} crumbs={crumbs} />}
          </div>
          <AppFrameHours />
          <AppFramePerson person={person} />
        </header>
        <AppFrameSide groups={groups} person={person} />
        <main id="main" tabIndex={-1} className={classes('frame-main', width !== 'column' && `is-${width}`)}>
          {children}
        </main>
        <AppFrameBottom groups={groups} />
      </div>
    </LiveProvider>
  );
}
