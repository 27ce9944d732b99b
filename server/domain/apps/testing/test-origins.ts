import { makeAppOrigins } from '../../../contract/app-origins';

/** Apps of a portal that stands at `http://localhost:3000`. */
export const testOrigins = makeAppOrigins({ url: 'http://localhost:3000', appsDomain: 'localhost' });
