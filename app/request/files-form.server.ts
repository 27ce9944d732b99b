import { z } from 'zod';
import type { Actor } from '#server/actor';
import type { FileServices, SaveView } from '#server/file-services';

/** As many as a person chooses by hand. */
const paths = z.array(z.string()).min(1).max(500);

/** What a page of files can be asked to do. */
export const filesForm = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('make'),
    path: z.string(),
    kind: z.enum(['file', 'folder']),
    name: z.string(),
  }),
  z.object({ intent: z.literal('rename'), path: z.string(), name: z.string() }),
  z.object({ intent: z.literal('move'), paths, to: z.string() }),
  z.object({ intent: z.literal('trash'), paths }),
  z.object({
    intent: z.literal('save'),
    path: z.string(),
    text: z.string(),
    base: z.string(),
    isCopy: z.literal('yes').optional(),
  }),
]);
type FilesForm = z.output<typeof filesForm>;

/** Does it: one form, one service call. Only a save has something to tell. @throws as the service */
export async function changeFiles(
  files: FileServices,
  actor: Actor,
  cluster: string,
  asked: FilesForm,
): Promise<SaveView | undefined> {
  switch (asked.intent) {
    case 'make':
      return void (await files.make(actor, cluster, asked.path, asked));
    case 'rename':
      return void (await files.rename(actor, cluster, asked.path, asked.name));
    case 'move':
      return void (await files.move(actor, cluster, asked.paths, asked.to));
    case 'trash':
      return void (await files.trash(actor, cluster, asked.paths));
    case 'save':
      return files.save(actor, cluster, asked.path, { ...asked, isCopy: asked.isCopy === 'yes' });
  }
}
