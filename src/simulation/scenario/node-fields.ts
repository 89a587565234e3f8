/** Fields of connections, actions, conditions and parameters that name a peer. */
export const nodeFields = [
  'node',
  'from',
  'to',
  'other',
  'a',
  'b',
  'attacker',
  'merchant',
  'victim',
  'via',
] as const;

/** Fields of actions that hold names of peers, or lists of them. */
export const nodeLists = ['nodes', 'groups'] as const;
