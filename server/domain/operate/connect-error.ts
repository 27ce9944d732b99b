import { AppError } from '../../contract/app-error';
import { connectTroubles, type ConnectTrouble } from '../../contract/clusters';
import type { ErrorCode } from '../../contract/error-codes';

/** The most telling code for an error of a connection: what kept it, where that is known. Never throws. */
export function connectErrorCode(error: AppError): ErrorCode {
  const trouble = error.details['trouble'] as ConnectTrouble | undefined;
  return error.code === 'cluster-down' && trouble !== undefined && connectTroubles.includes(trouble)
    ? trouble
    : error.code;
}

/** Which field of an address a trouble is about. */
const fieldOf: Partial<Record<ErrorCode, 'host' | 'port'>> = {
  'address-unknown': 'host',
  'no-usable-key': 'host',
  'no-answer': 'host',
  'nobody-listens': 'port',
  'not-ssh': 'port',
};
const jumpFields = { host: 'jumpHost', port: 'jumpPort' } as const;

/** The same error for who typed an address: its code says what kept the connection, its fields where to look. Never throws. */
export function addressError(error: AppError, at: 'cluster' | 'jump'): AppError {
  const code = connectErrorCode(error);
  const field = fieldOf[code];
  return new AppError(code, {
    details: error.details,
    fields: field === undefined ? {} : { [at === 'jump' ? jumpFields[field] : field]: code },
    cause: error,
  });
}
