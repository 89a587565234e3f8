import type { Message } from '#simulation/node/message';
import type { World } from '#simulation/world';

/** Every message ever sent, by number. */
export function messagesOf(world: World): Message[] {
  return Array.from({ length: world.payloadCount }, (_, payload) => world.payloadAt(payload)!);
}
