import type { HourLimits } from '../port';
import { makeMark } from '../pbs/remote-script';
import { buildReadHourLimits, parseReadHourLimits } from './read-hour-limits';
import { buildReadHourRights, parseReadHourRights } from './read-hour-rights';
import { buildShowConfig, parseSettings } from './show-config';
import { buildWriteHourLimit, parseWriteHourLimit } from './write-hour-limits';

/** `GrpTRESMins=gres/gpu=` on the associations of logins. What slurmctld enforces is written in slurmdbd, by an operator of Slurm. */
export const slurmHourLimits: HourLimits = {
  async readLack(link, login) {
    const mark = makeMark();
    const level = parseReadHourRights(await link.run(buildReadHourRights(mark, login)), mark);
    if (!/^(Operator|Administrator)$/i.test(level)) return `AdminLevel=${level || 'None'}`;
    const config = makeMark();
    const settings = parseSettings(await link.run(buildShowConfig(config)), config);
    // `safe` and `qos` each switch `limits` on. @see slurm.conf(5), Slurm 22.05, AccountingStorageEnforce
    for (const [name, needed] of [
      ['AccountingStorageEnforce', /\b(limits|safe|qos|all)\b/i],
      ['AccountingStorageTRES', /(^|,)gres\/gpu(,|$)/],
    ] as const) {
      const value = settings.get(name) ?? '';
      if (!needed.test(value)) return `${name}=${value.slice(0, 100)}`;
    }
    return undefined;
  },
  async readAll(link) {
    const mark = makeMark();
    return parseReadHourLimits(await link.run(buildReadHourLimits(mark)), mark);
  },
  async write(link, change) {
    const mark = makeMark();
    parseWriteHourLimit(await link.run(buildWriteHourLimit(mark, change)), mark);
  },
};
