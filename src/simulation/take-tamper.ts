import type { Message } from './node/message.ts';
import type { Tamper, WorldVariables } from './world-state.ts';

/** The tampering that waits for this message, if any; it happens once. */
export function takeTamper(
  variables: WorldVariables,
  from: number,
  to: number,
  message: Message,
): Tamper | undefined {
  const { tampers } = variables;
  const tamper = tampers.find(
    (candidate) =>
      candidate.from === from &&
      candidate.to === to &&
      (candidate.command === '' || candidate.command === message.command),
  );
  if (tamper !== undefined) variables.tampers = tampers.filter((candidate) => candidate !== tamper);
  return tamper;
}
