export { Deadline } from './deadline';
export { SimulatedTime } from './simulated-time';
export type { Tab, TabUser } from './tab';
export { TabLane, type LaneMember, type Permits } from './tab-lane';
export { TabLease, type Lease, type LeaseObserver, type LeaseOwner, type LeaseRequest } from './tab-lease';
export { SystemTime, type Time, type Timer } from './time';
export { WaitBudget } from './wait-budget';
