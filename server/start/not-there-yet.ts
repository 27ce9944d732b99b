import { AppError } from '../contract/app-error';

/** Stands in for parts that are still being built: lists are empty, everything else refuses. */
export function notThereYet<Service extends object>(lists: readonly string[]): Service {
  const refuse = () => {
    throw new AppError('cluster-down');
  };
  return new Proxy({} as Service, {
    get: (_target, name) => (lists.includes(String(name)) ? async () => [] : refuse),
  });
}
