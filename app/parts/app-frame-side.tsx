import { NavLink } from '@remix-run/react';
import { CircleQuestionMark } from 'lucide-react';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import type { PlaceGroup } from './app-frame-places';
import type { FramePerson } from './app-frame-person';

/** The menu at the left: 72 px with icon and word from 768, 232 px from 1100. */
export function AppFrameSide({ groups, person }: { groups: readonly PlaceGroup[]; person: FramePerson }) {
  const t = useText('nav');
  return (
    <nav className="frame-side" aria-label={t('main')}>
      <PlaceLinks groups={groups} />
      <div className="mt-auto pt-3">
        <DocsLink />
      </div>
      <div className="side-foot mt-3 border-t border-line px-3 pt-4 text-small text-text-2">
        <b className="block truncate text-text">{person.displayName}</b>
        <span className="block truncate">{person.email}</span>
      </div>
    </nav>
  );
}

/** Help is everybody's; it stands apart from the places of one's roles. */
export function DocsLink({ onGo }: { onGo?: () => void }) {
  const t = useText('nav');
  return (
    <NavLink to={paths.docs()} prefetch="intent" className="side-link" onClick={onGo}>
      <CircleQuestionMark />
      {t('docs')}
    </NavLink>
  );
}

/** Titles help once there are several groups to tell apart; a group of one place is its own title. */
const isLong = (group: PlaceGroup) => group.places.length > 1;

/** All places with their groups; for the side and the drawer. */
export function PlaceLinks({ groups, onGo }: { groups: readonly PlaceGroup[]; onGo?: () => void }) {
  const t = useText('nav');
  const hasTitles = groups.filter(isLong).length > 1;
  return (
    <>
      {groups.map((group) => (
        <div key={group.title} className="mt-3 grid gap-0.5 first:mt-0">
          {hasTitles && isLong(group) && <p className="side-title">{t(group.title)}</p>}
          {group.places.map(({ key, to, icon: Icon }) => (
            <NavLink key={key} to={to} prefetch="intent" className="side-link" onClick={onGo}>
              <Icon />
              {t(key)}
            </NavLink>
          ))}
        </div>
      ))}
    </>
  );
}
