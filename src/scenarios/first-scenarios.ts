import type { Scenario } from '#simulation/scenario/scenario';
import doubleSpendFile from './data/double-spend.json';
import quietNetworkFile from './data/quiet-network.json';

/** Opened when there is neither a link nor kept work. */
export const quietNetwork = quietNetworkFile as Scenario;
/** In which a search looks for a lucky attacker. */
export const doubleSpend = doubleSpendFile as Scenario;
