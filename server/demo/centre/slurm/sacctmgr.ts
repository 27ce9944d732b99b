import type { Command } from '../command';

/** @see sacctmgr(1), Slurm 22.05: what a curious student looks at. One account, `students`; nothing can be changed here. */
export const sacctmgr: Command = async (call, { centreName, engine }) => {
  const words = call.argv.filter((word) => !word.startsWith('-'));
  const isBare = call.argv.some((word) => /^-[a-zA-Z]*n|^--noheader/.test(word));
  const isParsable = call.argv.some((word) => /^-[a-zA-Z]*[pP]|^--parsable/.test(word));
  const [act = '', kind = ''] = words;
  if (!/^(show|list)$/i.test(act)) {
    call.stderr(' Your user/uid has not AdminLevel: this demo centre shows only.\n');
    return 1;
  }
  const logins = [...new Set([call.login, ...engine.list().map((job) => job.login)])];
  const tables: Record<string, [string[], string[][]]> = {
    cluster: [['Cluster', 'ControlHost', 'ControlPort'], [[centreName, '127.0.0.1', '6817']]],
    user: [['User', 'Def Acct', 'Admin'], logins.map((login) => [login, 'students', 'None'])],
    account: [['Account', 'Descr', 'Org'], [['students', 'students', 'modu']]],
    assoc: [
      ['Cluster', 'Account', 'User', 'QOS'],
      logins.map((login) => [centreName, 'students', login, 'normal']),
    ],
    qos: [['Name', 'Priority'], [['normal', '0']]],
  };
  const key = Object.keys(tables).find((name) => kind.toLowerCase().startsWith(name.slice(0, 4)));
  const table = key === undefined ? undefined : tables[key];
  if (!table) {
    call.stderr(` Invalid entity: ${kind}\n`);
    return 1;
  }
  const [header, rows] = table;
  const print = (cells: string[]) =>
    isParsable
      ? `${cells.join('|')}\n`
      : `${cells.map((cell) => cell.slice(0, 12).padStart(12)).join(' ')} \n`;
  if (!isBare) call.stdout(print(header) + (isParsable ? '' : print(header.map(() => '-'.repeat(12)))));
  call.stdout(rows.map(print).join(''));
  return 0;
};
