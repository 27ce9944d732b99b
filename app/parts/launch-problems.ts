import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import type { LaunchProblem } from '#server/launch-services';
import { limits } from '#server/contract/limits';

export type ProblemField = LaunchProblem['field'];

/** The first problem of one of these fields. Never throws. */
export const problemOf = (
  problems: readonly LaunchProblem[],
  ...fields: readonly ProblemField[]
): LaunchProblem | undefined => problems.find((problem) => fields.includes(problem.field));

/** The sentence of a problem: what is wrong there, with its numbers, and what to do. */
export function useProblemText() {
  const t = useText('launch');
  const format = useFormat();
  const errorText = useErrorText();
  return (problem: LaunchProblem | undefined): string | undefined => {
    if (!problem) return undefined;
    const { field, code, details } = problem;
    const maxCores = details['maxCores'];
    const maxMemory = details['maxMemoryBytes'];
    if (field === 'name') return t('fix.name', { limit: format.number(limits.nameCharacters) });
    if (field === 'gpus' && code === 'invalid-input') return t('fix.gpus');
    if (field === 'cores')
      return maxCores === undefined
        ? t('fix.cores')
        : t('fix.coresMost', { most: format.number(Number(maxCores)) });
    if (field === 'memoryBytes')
      return maxMemory === undefined
        ? t('fix.memory')
        : t('fix.memoryMost', { most: format.bytes(Number(maxMemory)) });
    if (field === 'array' && details['scheduler'] !== undefined) return t('fix.arrayEven');
    if (field === 'cluster' && code !== 'cluster-closed' && code !== 'login-needed') return t('fix.place');
    if (field === 'reservation') return t('fix.reservation');
    if (field === 'partition' && code === 'fits-nowhere') return t('fix.place');
    return errorText(code, details);
  };
}
