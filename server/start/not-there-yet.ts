import { AppError } from '../contract/app-error';

/** Stands in for services that are still being built: lists are empty, everything else refuses. */
export function notThereYet<Service extends object>(lists: readonly string[]): Service {
  return new Proxy({} as Service, {
    get: (_target, name) => (lists.includes(String(name)) ? async () => [] : () => Promise.reject(new AppError('cluster-down'))),
  });
}
