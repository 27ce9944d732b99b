import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { TemplateServices, TemplateView } from '../../launch-services';

const templateSchema = z.object({
  titleKo: z.string(),
  titleEn: z.string(),
  aboutKo: z.string(),
  aboutEn: z.string(),
  order: z.number(),
  draft: z.object({
    name: z.string(),
    gpus: z.number().int(),
    cores: z.number().int(),
    walltimeSeconds: z.number().int(),
    array: z.string().optional(),
  }),
});

const shipped = fileURLToPath(new URL('../../templates', import.meta.url));

export interface Templates extends TemplateServices {
  /** What is put into the work folder beside the script; empty for an unknown name or a script of one's own. */
  files(name: string | null): Promise<{ path: string; bytes: Uint8Array }[]>;
}

/** Reads the templates once, from `server/templates/<name>/`: template.json, user.sh and files/. @throws Error naming what is wrong. */
export async function readTemplates(folder = shipped): Promise<Templates> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const found = await Promise.all(names.map((entry) => readTemplate(folder, entry.name)));
  const views = found.sort((a, b) => a.order - b.order).map(({ view }) => view);
  return {
    list: () => views,
    get: (name) => views.find((view) => view.name === name),
    files: async (name) =>
      views.some((view) => view.name === name) ? readFiles(join(folder, name ?? '', 'files')) : [],
  };
}

async function readTemplate(folder: string, name: string): Promise<{ order: number; view: TemplateView }> {
  const [text, script] = await Promise.all([
    readFile(join(folder, name, 'template.json'), 'utf8'),
    readFile(join(folder, name, 'user.sh'), 'utf8'),
  ]);
  const { order, draft, ...words } = templateSchema.parse(JSON.parse(text));
  const { array, ...rest } = draft;
  return {
    order,
    view: { name, ...words, draft: { ...rest, script, ...(array === undefined ? {} : { array }) } },
  };
}

async function readFiles(folder: string): Promise<{ path: string; bytes: Uint8Array }[]> {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.map(async (path) => ({ path, bytes: await readFile(join(folder, path)) })));
}
