import type { HomeFiles } from '../port';
import { emptyHome } from './empty-home';
import { readNotebook } from './read-notebook';
import { readSpace } from './read-space';
import { readText } from './read-text';
import { removeTree } from './remove-tree';

export const homeFiles: HomeFiles = { readText, readNotebook, readSpace, removeTree, emptyHome };
