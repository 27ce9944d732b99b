import { NavLink } from '@remix-run/react';
import { Fragment } from 'react';
import { useText } from '../locales/use-text';
import type { PlaceGroup } from './app-frame-places';
import type { FramePerson } from './app-frame-person';

/** The menu at the left: 72 px with icon and word from 768, 232 px from 1100. */
export function AppFrameSide({ groups, person }: { groups: readonly PlaceGroup[]; person: FramePerson }) {
  const t = useText('nav');
  return (
    <nav className="frame-side" aria-label={t('main')}>
      <PlaceLinks groups={groups} />
      <div className="side-foot mt-auto border-t border-line px-3 pt-4 text-small text-text-2">
        <b className="block truncate text-text">{person.displayName}</b>
        <span className="block truncate">{person.email}</span>
      </div>
    </nav>
  );
}

/** A group of one place is its own title. */
const hasTitle = (group: PlaceGroup, groups: readonly PlaceGroup[]) =>
  groups.length > 1 && group.places.length > 1;

/** All places with their groups; for the side and the drawer. */
export function PlaceLinks({ groups, onGo }: { groups: readonly PlaceGroup[]; onGo?: () => void }) {
  const t = useText('nav');
  return (
    <>
      {groups.map((group) => (
        <Fragment key={group.title}>
          {hasTitle(group, groups) && <p className="side-title">{t(group.title)}</p>}
          {group.places.map(({ key, to, icon: Icon }) => (
            <NavLink key={key} to={to} prefetch="intent" className="side-link" onClick={onGo}>
              <Icon />
              {t(key)}
            </NavLink>
          ))}
        </Fragment>
      ))}
    </>
  );
}
