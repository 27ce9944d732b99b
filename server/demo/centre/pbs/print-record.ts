import type { Attribute, PbsRecord } from './job-record';
import { showNonprint, type Member } from './released-json';

/** `qstat -f`: one attribute a line, folded at commas. @see prt_attr in src/cmds/qstat.c, OpenPBS 23.06.06 */
export function printLong(head: string, record: PbsRecord): Buffer {
  const lines = record.attributes.map((attribute) => `    ${nameOf(attribute)} = ${folded(attribute)}\n`);
  return Buffer.concat([Buffer.from(`${head}${record.id}\n`), ...lines.map(showNonprint), Buffer.from('\n')]);
}

const nameOf = ({ name, resource }: Attribute) => (resource === undefined ? name : `${name}.${resource}`);
/** @see CHAR_LINE_LIMIT */
const lineLimit = 78;

function folded(attribute: Attribute): string {
  let start = nameOf(attribute).length + 7;
  let text = '';
  attribute.value.split(',').forEach((part, index) => {
    if (index > 0) text += ',';
    if (part.length + start < lineLimit) {
      text += part;
      start += part.length;
      return;
    }
    if (index > 0) {
      text += '\n\t';
      start = 9;
    }
    for (const letter of part) {
      text += letter;
      if (++start > lineLimit) {
        text += '\n\t';
        start = 8;
      }
    }
  });
  return text;
}

/** `qstat -f -F dsv`: all in one line. */
export function printDsv(head: string, record: PbsRecord, delimiter: string): Buffer {
  const fields = record.attributes.map(
    (attribute) =>
      `${nameOf(attribute)}=${attribute.value.replaceAll('\n', '\\n').replaceAll(delimiter, `\\${delimiter}`)}`,
  );
  return showNonprint(`${head}${[record.id, ...fields].join(delimiter)}\n`);
}

/** A record as the JSON has it: resources of one name together, variables one by one. */
export function memberOf(record: PbsRecord): Member {
  const members: Member[] = [];
  const { attributes } = record;
  for (let at = 0; at < attributes.length; at++) {
    const attribute = attributes[at];
    if (!attribute) continue;
    const { name, resource, value } = attribute;
    if (name === 'Variable_List') members.push({ key: name, members: variablesOf(value) });
    else if (resource === undefined) members.push({ key: name, typed: value, escape: 'partly' });
    else {
      const group: Member[] = [];
      for (let next = attributes[at]; next?.name === name; next = attributes[++at])
        group.push({ key: next.resource ?? '', typed: next.value, escape: 'partly' });
      at--;
      members.push({ key: name, members: group });
    }
  }
  return { key: record.id, members };
}

/** As the client splits the list, with its fault: of an empty value the comma and the next variable become the value. */
function variablesOf(list: string): Member[] {
  const members: Member[] = [];
  let at = 0;
  while (at < list.length) {
    let key = '';
    let value: string | undefined;
    while (at < list.length && list[at] !== ',') {
      if (list[at] === '\\' && list[at + 1] === ',') at++;
      if (value === undefined && list[at] === '=') {
        value = '';
        at++;
      }
      const letter = list[at++] ?? '';
      if (value === undefined) key += letter;
      else value += letter;
    }
    members.push({ key, typed: value ?? '', escape: 'partly' });
    at++;
  }
  return members;
}
