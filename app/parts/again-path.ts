import type { LaunchView } from '#server/launch-services';
import { paths } from '../paths';

/** Where a launch is run again with its settings; an app has a form of its own, which remembers them. undefined: it cannot be. */
export const againPath = ({
  id,
  kind,
  app,
}: Pick<LaunchView, 'id' | 'kind'> & { app?: { name: string } | undefined }): string | undefined =>
  kind === 'by-hand' ? undefined : app ? paths.launchApp(app.name) : paths.launchNew({ again: id });
