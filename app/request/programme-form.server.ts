import { z } from 'zod';
import { programmeTerms } from './programme-terms.server';

const text = z.string().default('');

/** What is done on the page of a programme. */
export const programmeForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save'), version: z.coerce.number(), ...programmeTerms }),
  z.object({ intent: z.literal('add-call'), opensOn: text, closesOn: text }),
  z.object({ intent: z.literal('remove-call'), callId: z.string() }),
]);
export type ProgrammeForm = z.output<typeof programmeForm>;
