import type { Db } from '#db/client';
import type { ProgrammeServices } from '../../programme-services';
import { addCall, removeCall } from './change-calls';
import { getProgrammeView, listOffered, listProgrammes } from './read-programmes';
import { changeProgramme, createProgramme } from './save-programme';

/** Programmes of kind research. Opens nothing. */
export function makeProgrammeServices({ db }: { db: Db }): ProgrammeServices {
  return {
    offered: (actor) => listOffered(db, actor),
    list: (actor) => listProgrammes(db, actor),
    get: (actor, name) => getProgrammeView(db, actor, name),
    create: (actor, draft) => createProgramme(db, actor, draft),
    change: (actor, name, draft, version) => changeProgramme(db, actor, name, { draft, version }),
    addCall: (actor, name, call) => addCall(db, actor, name, call),
    removeCall: (actor, name, callId) => removeCall(db, actor, name, callId),
  };
}
