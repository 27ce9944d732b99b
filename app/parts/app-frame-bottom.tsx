import { NavLink } from '@remix-run/react';
import { Ellipsis, Settings } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../locales/use-text';
import { Drawer } from '../ui/drawer';
import { bottomPlaces, type PlaceGroup } from './app-frame-places';
import { DocsLink, PlaceLinks } from './app-frame-side';
import { paths } from '../paths';

/** The bar under a thumb: four places and "more", which opens the whole menu. */
export function AppFrameBottom({ groups }: { groups: readonly PlaceGroup[] }) {
  const t = useText('nav');
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <nav className="frame-bottom" aria-label={t('quick')}>
      {bottomPlaces(groups).map(({ key, to, icon: Icon }) => (
        <NavLink key={key} to={to} prefetch="intent" className={key === 'launch' ? 'is-first' : ''}>
          <Icon />
          {t(key)}
        </NavLink>
      ))}
      <Drawer
        title={t('menu')}
        isOpen={isOpen}
        onOpenChange={setOpen}
        trigger={
          <button type="button">
            <Ellipsis />
            {t('more')}
          </button>
        }
      >
        <nav aria-label={t('main')} className="grid gap-0.5">
          <PlaceLinks groups={groups} onGo={close} />
          <NavLink to={paths.settings()} className="side-link" onClick={close}>
            <Settings />
            {t('settings')}
          </NavLink>
          <DocsLink onGo={close} />
        </nav>
      </Drawer>
    </nav>
  );
}
