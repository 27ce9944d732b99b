import {
  ClipboardCheck,
  FileClock,
  FlaskConical,
  FolderOpen,
  GraduationCap,
  HandHeart,
  House,
  LayoutGrid,
  Plus,
  Server,
  SquareTerminal,
  UsersRound,
  Wallet,
  type LucideIcon,
} from 'lucide-react';
import type { Role } from '#server/contract/roles';
import { paths } from '../paths';

/** One place in the menus: the same name, icon and order in side, rail, bottom bar and drawer. */
export interface Place {
  key:
    | 'home'
    | 'launch'
    | 'launches'
    | 'terminal'
    | 'files'
    | 'hours'
    | 'requests'
    | 'class'
    | 'classes'
    | 'payments'
    | 'review'
    | 'clusters'
    | 'programmes'
    | 'people';
  to: string;
  icon: LucideIcon;
}

export interface PlaceGroup {
  title: 'groupWork' | 'groupTeach' | 'groupSponsor' | 'groupReview' | 'groupOperate' | 'groupAdmin';
  places: Place[];
}

const places: Record<Place['key'], Place> = {
  home: { key: 'home', to: paths.home(), icon: House },
  launch: { key: 'launch', to: paths.launch(), icon: Plus },
  launches: { key: 'launches', to: paths.launches(), icon: LayoutGrid },
  terminal: { key: 'terminal', to: paths.terminal(), icon: SquareTerminal },
  files: { key: 'files', to: paths.files(), icon: FolderOpen },
  hours: { key: 'hours', to: paths.hours(), icon: Wallet },
  requests: { key: 'requests', to: paths.requests(), icon: FileClock },
  class: { key: 'class', to: paths.class(), icon: GraduationCap },
  classes: { key: 'classes', to: paths.classes(), icon: UsersRound },
  payments: { key: 'payments', to: paths.payments(), icon: HandHeart },
  review: { key: 'review', to: paths.review(), icon: ClipboardCheck },
  clusters: { key: 'clusters', to: paths.operateClusters(), icon: Server },
  programmes: { key: 'programmes', to: paths.adminProgrammes(), icon: FlaskConical },
  people: { key: 'people', to: paths.adminPeople(), icon: UsersRound },
};

/** Who finds which group; the work group comes with what a person's hours are for. */
const groups: readonly {
  title: PlaceGroup['title'];
  roles: readonly Role[];
  keys: readonly Place['key'][];
}[] = [
  {
    title: 'groupWork',
    roles: ['student', 'teacher'],
    keys: ['home', 'launch', 'launches', 'terminal', 'files', 'hours', 'requests', 'classes'],
  },
  { title: 'groupTeach', roles: ['teacher'], keys: ['class'] },
  { title: 'groupSponsor', roles: ['sponsor'], keys: ['payments'] },
  { title: 'groupReview', roles: ['reviewer', 'administrator'], keys: ['review'] },
  { title: 'groupOperate', roles: ['operator', 'administrator'], keys: ['clusters'] },
  { title: 'groupAdmin', roles: ['administrator'], keys: ['people', 'programmes'] },
];

/** The menu of somebody with these roles; home is everybody's first. Never throws. */
export function placeGroups(roles: readonly Role[]): PlaceGroup[] {
  const mine = groups
    .filter((group) => group.roles.some((role) => roles.includes(role)))
    .map((group) => ({ title: group.title, places: group.keys.map((key) => places[key]) }));
  if (mine[0]?.title === 'groupWork') return mine;
  return [{ title: 'groupWork', places: [places.home] }, ...mine];
}

/** The four places of the bottom bar on a phone; the fifth is "more". Launching stands in the middle. Never throws. */
export function bottomPlaces(all: readonly PlaceGroup[]): Place[] {
  const flat = all.flatMap((group) => group.places);
  if (!flat.includes(places.launch)) return flat.slice(0, 4);
  return [places.home, places.launches, places.launch, places.terminal];
}

/** Whether somebody with these roles finds a place in the menu: links elsewhere follow it. Never throws. */
export const hasPlace = (roles: readonly Role[], key: Place['key']): boolean =>
  placeGroups(roles).some((group) => group.places.some((place) => place.key === key));
