import type { Db } from '#db/client';
import type { Payments } from '../../bridge/payments/port';
import type { HoursPack } from '../../contract/payments';
import type { AddTask } from '../launches/launch-deps';

/** What the settings say of selling hours. */
export interface PaymentSettings {
  packs: readonly HoursPack[];
  /** 0–100; prices hold it. */
  vatPercent: number;
  seller: string;
}

/** What the use cases of payments are given; without a provider payments are off. */
export interface PaymentDeps {
  db: Db;
  payments: Payments | undefined;
  settings: PaymentSettings;
  addTask: AddTask;
  /** The portal's own address. */
  url: string;
}
