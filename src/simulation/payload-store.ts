import { type Command, commandCode, type Message } from './node/message.ts';

/** Old messages about transactions as a few numbers each: command and count, then the transactions' numbers.
 * Only ever grows; a place in it stands for a message. */
export class PayloadStore {
  private words = new Int32Array(1024);
  private used = 0;

  /** Whether a message consists of nothing but references to transactions. */
  static takes(message: Message): boolean {
    return message.transactions.length > 0 && message.malformed === undefined && message.blocks.length === 0;
  }

  /** Keeps what a message says and returns its place. */
  add(message: Message): number {
    const { transactions } = message;
    const place = this.used;
    const end = place + 1 + transactions.length;
    if (end > this.words.length) {
      const wider = new Int32Array(Math.max(end, this.words.length * 1.5));
      wider.set(this.words);
      this.words = wider;
    }
    this.words[place] = transactions.length * 16 + commandCode[message.command];
    for (let i = 0; i < transactions.length; i++) this.words[place + 1 + i] = transactions[i]!.id;
    this.used = end;
    return place;
  }

  /** Whether the message at this place has one transaction alone, this one. */
  isAbout(place: number, command: Command, tx: number): boolean {
    return this.words[place] === 16 + commandCode[command] && this.words[place + 1] === tx;
  }

  /** What the message at this place says. */
  at(place: number): { readonly code: number; readonly transactions: Int32Array } {
    const head = this.words[place]!;
    return { code: head & 15, transactions: this.words.subarray(place + 1, place + 1 + (head >> 4)) };
  }
}
