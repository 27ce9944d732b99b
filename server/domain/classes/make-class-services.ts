import type { Db } from '#db/client';
import type { ClassServices } from '../../class-services';
import type { TryLimit } from '../people/try-limit';
import { askClassHours } from './ask-class-hours';
import { getClass, getMyClass, listClasses } from './class-view';
import { createClass } from './create-class';
import { endClass } from './end-class';
import { joinClass, leaveClass, previewCode } from './join-class';
import { makeCode, revokeCode } from './join-codes';
import { addHelper, admit, removeMember } from './members';
import { returnClassHours } from './return-class-hours';
import { joinExpected, readRoster, takeRoster } from './roster';
import { askMore, decideAsks } from './share-asks';
import { moveHours, setFrozen, shareOut } from './share-out';

/** Classes, their people and their hours. Opens nothing. */
export function makeClassServices(deps: {
  db: Db;
  triesByPerson: TryLimit;
  triesByAll: TryLimit;
}): ClassServices {
  const { db } = deps;
  return {
    create: (actor, draft) => createClass(db, actor, draft),
    list: (actor) => listClasses(db, actor),
    get: (actor, classId) => getClass(db, actor, classId),
    mine: (actor, classId) => getMyClass(db, actor, classId),
    makeCode: (actor, classId, code) => makeCode(db, actor, classId, code),
    revokeCode: (actor, classId, codeId) => revokeCode(db, actor, classId, codeId),
    previewCode: (actor, code) => previewCode(deps, actor, code),
    join: (actor, code) => joinClass(deps, actor, code),
    leave: (actor, classId) => leaveClass(db, actor, classId),
    admit: (actor, classId, personIds) => admit(db, actor, classId, personIds),
    remove: (actor, classId, personId) => removeMember(db, actor, classId, personId),
    addHelper: (actor, classId, email) => addHelper(db, actor, classId, email),
    readRoster: (actor, classId, list) => readRoster(db, actor, classId, list),
    takeRoster: (actor, classId, list) => takeRoster(db, actor, classId, list),
    joinExpected: (actor, classId) => joinExpected(db, actor, classId),
    askHours: (actor, classId, plan) => askClassHours(db, actor, classId, plan),
    shareOut: (actor, classId, sharing) => shareOut(db, actor, classId, sharing),
    moveHours: (actor, classId, move) => moveHours(db, actor, classId, move),
    returnHours: (actor, classId, asked) => returnClassHours(db, actor, classId, asked),
    setFrozen: (actor, classId, personId, isFrozen) => setFrozen(db, actor, classId, personId, isFrozen),
    askMore: (actor, classId, reason) => askMore(db, actor, classId, reason),
    decideAsks: (actor, classId, askIds, milliGpuSeconds) =>
      decideAsks(db, actor, classId, askIds, milliGpuSeconds),
    end: (actor, classId) => endClass(db, actor, classId),
  };
}
