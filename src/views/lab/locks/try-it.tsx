import { useMemo, useState } from 'react';
import type { LogRow } from '#app/history';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { annotateTransaction } from '#bitcoin/explain/annotate-transaction';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import type { Txid } from '#bitcoin/primitives/hashes';
import { wtxidOf } from '#bitcoin/primitives/transaction-id';
import { standardFlags } from '#bitcoin/script/flags';
import { verifyInput } from '#bitcoin/script/verify-input';
import { type Attempt, attemptSpend, attemptsFor } from '#bitcoin/wallet/locks/attempt';
import { type Lock, lockScripts } from '#bitcoin/wallet/locks/lock';
import { LogKind } from '#simulation/log';
import type { LockedCoinView } from '#workers/simulation-api';
import { Button } from '../../design/button.tsx';
import { AnnotatedHex } from '../../inspector/bytes/annotated-hex.tsx';
import { useHexFields } from '../../inspector/bytes/use-hex-fields.ts';
import { useMoment } from '../../inspector/moment.ts';
import { Section } from '../../inspector/parts/facts.tsx';
import { ReasonText } from '../../inspector/parts/reason-text.tsx';
import { useStudio, useStudioCore, useVerbs } from '../../use-studio.ts';
import { useText, useTextIfKnown } from '../../use-text.ts';
import { Aftermath } from '../aftermath.tsx';
import { chainAt, judgeTransaction, transactionOf } from '../chain-at.ts';
import css from '../lab.module.css';
import type { KeyPair } from './lock-choices.ts';
import { ScriptBox } from './script-box.tsx';

/** Enough for the largest of these transactions at more than the least rate nodes relay. */
const fee = 3_000n;

/** Try to open one lock in one way: the transaction, what the interpreter says, what a node would say, and sending it. */
export function TryIt({
  user,
  lock,
  owner,
  partners,
  stranger,
  coin,
  onSent,
}: {
  readonly user: number;
  readonly lock: Lock;
  readonly owner: KeyPair;
  readonly partners: readonly KeyPair[];
  readonly stranger: KeyPair;
  readonly coin: LockedCoinView;
  readonly onSent: (sent: Sent) => void;
}) {
  const t = useText('locks');
  const verbs = useVerbs();
  const studio = useStudioCore();
  const named = useHexFields();
  const [attempt, setAttempt] = useState<Attempt>('right');
  const { value, script, txid, vout } = coin;
  const output = useMemo(() => ({ value: BigInt(value), scriptPubKey: hexToBytes(script) }), [value, script]);
  const poor = output.value <= fee + 1_000n;
  const tx = useMemo(() => {
    if (poor) return undefined;
    return attemptSpend({
      lock,
      attempt,
      coin: { outpoint: { txid: txid as Txid, index: vout }, output },
      keys: {
        owner: owner.privateKey,
        partners: partners.map((partner) => partner.privateKey),
        stranger: stranger.privateKey,
      },
      to: lockScripts({ type: 'p2wpkh', publicKey: owner.publicKey }).scriptPubKey,
      fee,
    });
  }, [poor, lock, attempt, txid, vout, output, owner, partners, stranger]);
  if (tx === undefined) return null;
  const hex = bytesToHex(encodeTransaction(tx, { witness: true }));
  const submit = () => {
    onSent({ time: studio.getState().playhead.time, wtxid: wtxidOf(tx) });
    void verbs.act({ type: 'submit-tx', node: owner.name, hex });
  };
  const input = tx.inputs[0]!;
  return (
    <Section title={t('tryTitle')}>
      <div className={css.choices} role="radiogroup" aria-label={t('tryTitle')}>
        {attemptsFor[lock.type].map((each) => (
          <label key={each} className={css.choice}>
            <input
              type="radio"
              name={`attempt ${script}`}
              checked={each === attempt}
              onChange={() => setAttempt(each)}
            />
            <span>{t(`attempt.${each}`)}</span>
          </label>
        ))}
      </div>
      <Verdict user={user} tx={tx} output={output} />
      {input.scriptSig.length > 0 && <ScriptBox title={t('unlockingScript')} script={input.scriptSig} />}
      {input.witness.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items of a witness keep their places
        <div key={index}>
          <div className={css.codeHead}>{t('witness', { n: index })}</div>
          <div className={css.code}>{item.length === 0 ? t('emptyItem') : bytesToHex(item)}</div>
        </div>
      ))}
      <details>
        <summary className={css.quiet}>{t('rawTitle')}</summary>
        <AnnotatedHex hex={hex} fields={named(annotateTransaction(hexToBytes(hex)))} what={t('rawTitle')} />
      </details>
      <div className={css.actions}>
        <Button tone="primary" onClick={submit}>
          {t('submit', { node: owner.name })}
        </Button>
      </div>
    </Section>
  );
}

/** A transaction that was handed in. */
export interface Sent {
  /** microseconds */
  readonly time: number;
  readonly wtxid: string;
}

/** What nodes made of a transaction that was handed in. */
export function TransactionAftermath({ sent }: { readonly sent: Sent }) {
  const { history } = useMoment();
  const isAbout = (row: LogRow): boolean => {
    if (row.kind === LogKind.txAccepted || row.kind === LogKind.txRejected)
      return history.transactions[row.object]?.wtxid === sent.wtxid;
    if (row.kind === LogKind.action) return history.actions[row.object]?.action.type === 'submit-tx';
    return false;
  };
  return <Aftermath since={sent.time} about={isAbout} />;
}

/** First the interpreter, then everything else a node looks at. */
function Verdict({
  user,
  tx,
  output,
}: {
  readonly user: number;
  readonly tx: ReturnType<typeof attemptSpend>;
  readonly output: { readonly value: bigint; readonly scriptPubKey: Uint8Array };
}) {
  const t = useText('locks');
  const known = useTextIfKnown('reasons');
  const { history, scene, tip } = useMoment();
  const clock = useStudio((state) => (state.genesisTime ?? 0) + Math.floor(state.playhead.time / 1_000_000));
  const verdict = verifyInput(tx, 0, [output], standardFlags);
  const chain = chainAt(history, scene.nodeTip[user] ?? tip);
  const answer = chain === undefined ? undefined : answerOf(chain, tx, clock, history);
  return (
    <div
      className={css.verdict}
      data-ok={!verdict.ok ? 'false' : answer === undefined ? 'true' : 'wait'}
      aria-live="polite"
    >
      <p className={css.quiet}>{t('interpreter')}</p>
      {verdict.ok ? (
        <strong>{t('opens')}</strong>
      ) : (
        <>
          <strong>{t('staysShut', { error: verdict.error })}</strong>
          <p>{known(`script.${verdict.error}`)}</p>
        </>
      )}
      {verdict.ok && answer === undefined && <p>{t('nodeTakes')}</p>}
      {answer !== undefined && (
        <>
          <p>
            {verdict.ok && isTooEarly(answer.reason) ? t('wait') : ''} {t('nodeSays')}
          </p>
          <ReasonText reason={answer.reason} detail={verdict.ok ? answer.detail : undefined} />
        </>
      )}
    </div>
  );
}

function isTooEarly(reason: string): boolean {
  return reason === 'non-final' || reason === 'non-BIP68-final';
}

/** A coin that waits in the mempool is no obstacle: its parent goes first. */
function answerOf(
  chain: NonNullable<ReturnType<typeof chainAt>>,
  tx: ReturnType<typeof attemptSpend>,
  clock: number,
  history: Parameters<typeof chainAt>[0],
) {
  const parents = tx.inputs
    .map(({ previousOutput }) => history.transactions[history.txByTxid(previousOutput.txid)])
    .filter((record) => record !== undefined)
    .map(transactionOf);
  return judgeTransaction(chain, tx, clock, parents);
}
