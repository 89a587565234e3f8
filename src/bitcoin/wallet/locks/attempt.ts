import { finalSequence } from '../../consensus/locks.ts';
import { publicKeyOf } from '../../crypto/public-key.ts';
import type { Transaction } from '../../primitives/transaction.ts';
import type { Lock } from './lock.ts';
import { type UnlockRequest, unlockCoin } from './unlock.ts';

/** A way to try to open a lock; the first of a lock's attempts is the right one. */
export type Attempt =
  | 'right'
  /** multisig: another pair of keys; IF/ELSE: the other branch, by its own key */
  | 'other-right'
  | 'wrong-key'
  /** the right public key is shown, but another private key signs */
  | 'forged-signature'
  | 'missing-signature'
  /** the amount is changed after signing */
  | 'altered'
  | 'one-signature'
  | 'wrong-order'
  | 'no-dummy'
  | 'too-early'
  /** the input's sequence switches lock times off */
  | 'final-sequence'
  | 'wrong-branch'
  /** taproot: signed with the internal key, not the tweaked one */
  | 'untweaked';

const always = ['wrong-key', 'missing-signature', 'altered'] as const;

/** The ways to try that make sense for a kind of lock. */
export const attemptsFor: Readonly<Record<Lock['type'], readonly Attempt[]>> = {
  p2pkh: ['right', 'wrong-key', 'forged-signature', 'missing-signature', 'altered'],
  p2wpkh: ['right', 'wrong-key', 'forged-signature', 'missing-signature', 'altered'],
  multisig: ['right', 'other-right', 'one-signature', 'wrong-order', 'wrong-key', 'no-dummy', 'altered'],
  cltv: ['right', 'too-early', 'final-sequence', ...always],
  csv: ['right', 'too-early', 'final-sequence', ...always],
  'if-else': ['right', 'other-right', 'wrong-branch', 'too-early', ...always],
  taproot: ['right', 'wrong-key', 'untweaked', 'missing-signature', 'altered'],
};

/** Private keys, 32 bytes each. */
export interface AttemptKeys {
  readonly owner: Uint8Array;
  /** Multisig: the other keys of the lock in its order after the owner's; IF/ELSE: the first is the one that may spend now. */
  readonly partners: readonly Uint8Array[];
  /** A key that has nothing to do with the lock. */
  readonly stranger: Uint8Array;
}

/** Signals that the transaction may be replaced, and lets lock times work. */
const replaceableSequence = 0xffff_fffd;

/** The transaction with which somebody tries to open a lock in one way or another. */
export function attemptSpend(
  request: Pick<UnlockRequest, 'lock' | 'coin' | 'to' | 'fee'> & {
    readonly attempt: Attempt;
    readonly keys: AttemptKeys;
  },
): Transaction {
  const { attempt, keys, lock } = request;
  const tx = unlockCoin({ ...request, ...timesOf(lock, attempt), ...offerOf(lock, attempt, keys) });
  if (attempt !== 'altered') return tx;
  return { ...tx, outputs: tx.outputs.map((output) => ({ ...output, value: output.value - 1n })) };
}

/** Lock time and sequence: what the lock asks for, or a little less. */
function timesOf(lock: Lock, attempt: Attempt): Pick<UnlockRequest, 'lockTime' | 'sequence'> {
  const early = attempt === 'too-early' ? 1 : 0;
  const sequence = attempt === 'final-sequence' ? finalSequence : replaceableSequence;
  switch (lock.type) {
    case 'cltv':
      return { lockTime: lock.height - early, sequence };
    case 'csv':
      return { lockTime: 0, sequence: attempt === 'final-sequence' ? sequence : lock.blocks - early };
    case 'if-else': {
      const waits = branchOf(attempt) === 'else';
      return { lockTime: waits ? lock.height - early : 0, sequence };
    }
    default:
      return { lockTime: 0, sequence };
  }
}

/** In IF/ELSE locks the owner is the one who gets the coin back later. */
function branchOf(attempt: Attempt): 'if' | 'else' {
  return attempt === 'other-right' || attempt === 'wrong-branch' ? 'if' : 'else';
}

type Offer = Pick<UnlockRequest, 'signers' | 'shownKey' | 'branch' | 'withoutDummy' | 'untweaked'>;

/** Who signs, and what else is laid on the stack. */
function offerOf(lock: Lock, attempt: Attempt, { owner, partners, stranger }: AttemptKeys): Offer {
  if (lock.type === 'multisig') {
    const [first = stranger, second = stranger] = partners;
    const withoutDummy = attempt === 'no-dummy';
    if (attempt === 'other-right') return { signers: [first, second] };
    if (attempt === 'one-signature') return { signers: [owner] };
    if (attempt === 'wrong-order') return { signers: [first, owner] };
    if (attempt === 'wrong-key') return { signers: [owner, stranger] };
    return { signers: [owner, first], withoutDummy };
  }
  const branch = branchOf(attempt);
  const untweaked = attempt === 'untweaked';
  switch (attempt) {
    case 'missing-signature':
      return { signers: [], branch };
    case 'wrong-key':
      return { signers: [stranger], branch };
    case 'forged-signature':
      return { signers: [stranger], shownKey: publicKeyOf(owner) };
    case 'other-right':
      return { signers: [partners[0] ?? stranger], branch };
    default:
      return { signers: [owner], branch, untweaked };
  }
}
