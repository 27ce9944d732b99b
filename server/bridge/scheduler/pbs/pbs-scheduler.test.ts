import { openContractCluster } from '#server/demo/centre/testing/open-contract-cluster';
import { describeSchedulerContract } from '../port.contract';

describeSchedulerContract('the demo centre with PBS Pro', () => openContractCluster('nuri'));
