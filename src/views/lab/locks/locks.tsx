import { useEffect, useMemo, useState } from 'react';
import { classParams } from '#bitcoin/consensus/params';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { encodeAddress } from '#bitcoin/keys/address';
import { type Lock, lockScripts } from '#bitcoin/wallet/locks/lock';
import type { LockedCoinView } from '#workers/simulation-api';
import { AmountField } from '../../actions/forms/amount-field.tsx';
import { NodeSelect } from '../../actions/forms/node-select.tsx';
import { parseCoins } from '../../actions/parse-coins.ts';
import { usePeers } from '../../actions/use-peers.ts';
import { Button } from '../../design/button.tsx';
import { Select } from '../../design/select.tsx';
import { TextField } from '../../design/text-field.tsx';
import { formatAmount } from '../../format/coins.ts';
import { useMoment } from '../../inspector/moment.ts';
import { Chip } from '../../inspector/parts/chip.tsx';
import { Prose, Section } from '../../inspector/parts/facts.tsx';
import { CopyButton } from '../../inspector/parts/hash-text.tsx';
import { useInspect } from '../../inspector/use-inspect.ts';
import { useStudio, useVerbs } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { Bench } from '../bench.tsx';
import css from '../lab.module.css';
import { type KeyPair, keyPair, type LockName, lockNames, lockOf, partnersOf } from './lock-choices.ts';
import { ScriptBox } from './script-box.tsx';
import { type Sent, TransactionAftermath, TryIt } from './try-it.tsx';

const leastNumber = 1;
const mostHeight = 499_999_999;
const mostBlocks = 65_535;

/** Build a lock, put coins behind it, and try to open it. */
export function Locks({ node }: { readonly node: number }) {
  const t = useText('locks');
  const peers = usePeers();
  const { history, scene, tip } = useMoment();
  const [chosen, setChosen] = useState(node);
  const user = chosen >= 0 ? chosen : (peers[0]?.index ?? -1);
  const [name, setName] = useState<LockName>('p2pkh');
  const present = history.blocks[scene.nodeTip[user] ?? tip]?.height ?? 0;
  const [height, setHeight] = useState(() => String(present + 3));
  const [blocks, setBlocks] = useState('3');
  const others = peers.filter((peer) => peer.index !== user).map((peer) => peer.index);
  const owner = useKey(user);
  const first = useKey(others[0] ?? -1);
  const second = useKey(others[1] ?? -1);
  const stranger = useKey(others[2] ?? -1);
  const usesHeight = name === 'cltv' || name === 'if-else';
  const numbers = { height: wholeNumber(height, mostHeight), blocks: wholeNumber(blocks, mostBlocks) };
  const lock = useMemo(() => {
    if (owner === undefined || first === undefined || second === undefined) return undefined;
    const { height: from, blocks: rest } = {
      height: wholeNumber(height, mostHeight),
      blocks: wholeNumber(blocks, mostBlocks),
    };
    if ((usesHeight && from === undefined) || (name === 'csv' && rest === undefined)) return undefined;
    return lockOf(name, owner, [first, second], { height: from ?? 1, blocks: rest ?? 1 });
  }, [name, owner, first, second, height, blocks, usesHeight]);
  const names = [first?.name ?? '', second?.name ?? ''];
  return (
    <Bench title={t('title')}>
      <Prose>
        <p>{t('intro')}</p>
      </Prose>
      <div className={css.stack}>
        <NodeSelect label={t('who')} peers={peers} value={user} onChange={setChosen} />
        <Select
          label={t('kind')}
          value={name}
          options={lockNames.map((value) => ({ value, label: t(`name.${value}`) }))}
          onChange={setName}
        />
      </div>
      <Section title={t(`name.${name}`)}>
        <p className={css.quiet}>
          {t(`about.${name}`)} {partnersOf(name) === 2 && t('partners', { a: names[0]!, b: names[1]! })}
          {partnersOf(name) === 1 && t('partner', { a: names[0]! })}
        </p>
        {usesHeight && (
          <TextField
            label={t('height')}
            inputMode="numeric"
            value={height}
            onChange={setHeight}
            hint={t('heightHint', { height: present })}
            error={
              numbers.height === undefined
                ? t('numberWrong', { from: leastNumber, to: mostHeight })
                : undefined
            }
          />
        )}
        {name === 'csv' && (
          <TextField
            label={t('blocks')}
            inputMode="numeric"
            value={blocks}
            onChange={setBlocks}
            error={
              numbers.blocks === undefined
                ? t('numberWrong', { from: leastNumber, to: mostBlocks })
                : undefined
            }
          />
        )}
        {lock !== undefined && <LockBytes lock={lock} />}
      </Section>
      {lock !== undefined && owner !== undefined && (
        <Behind
          key={`${user} ${bytesToHex(lockScripts(lock).scriptPubKey)}`}
          user={user}
          lock={lock}
          owner={owner}
          partners={[first, second].filter((each) => each !== undefined)}
          stranger={stranger ?? second ?? owner}
        />
      )}
      <p className={css.quiet}>{t('keysPublic')}</p>
    </Bench>
  );
}

function LockBytes({ lock }: { readonly lock: Lock }) {
  const t = useText('locks');
  const { scriptPubKey, inner } = lockScripts(lock);
  const address = encodeAddress(scriptPubKey, classParams);
  return (
    <>
      <ScriptBox title={t('script')} script={scriptPubKey} />
      {inner !== undefined && <ScriptBox title={t('inner')} script={inner} />}
      <div>
        <div className={css.codeHead}>
          <span>{t('address')}</span>
          {address !== undefined && <CopyButton text={address} what={t('address')} />}
        </div>
        {address === undefined ? (
          <p className={css.quiet}>{t('noAddress')}</p>
        ) : (
          <div className={css.code}>{address}</div>
        )}
      </div>
    </>
  );
}

/** Coins behind one lock: put some there, choose one, try to take it out. */
function Behind(props: {
  readonly user: number;
  readonly lock: Lock;
  readonly owner: KeyPair;
  readonly partners: readonly KeyPair[];
  readonly stranger: KeyPair;
}) {
  const { user, lock, owner } = props;
  const t = useText('locks');
  const verbs = useVerbs();
  const [amount, setAmount] = useState('0.5');
  const [strict, setStrict] = useState(false);
  const [done, setDone] = useState(false);
  const reply = useInspect({ type: 'wallet', node: user });
  const script = bytesToHex(lockScripts(lock).scriptPubKey);
  const wallet = reply === 'gone' ? undefined : reply;
  const coins = (wallet?.locked ?? []).filter((coin) => coin.script === script);
  const [picked, setPicked] = useState('');
  const coin =
    coins.find((each) => keyOf(each) === picked) ?? coins.find((each) => !each.spentInMempool) ?? coins[0];
  const [sent, setSent] = useState<Sent>();
  const parsed = parseCoins(amount);
  return (
    <>
      <Section title={t('fundTitle')}>
        <form
          className={css.stack}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setStrict(true);
            if (!parsed.ok) return;
            setDone(true);
            setPicked('');
            void verbs.act({ type: 'pay-script', from: owner.name, script, amount: String(parsed.satoshis) });
          }}
        >
          <AmountField payer={user} value={amount} onChange={setAmount} strict={strict} />
          <div className={css.actions}>
            <Button type="submit" tone={coins.length === 0 ? 'primary' : 'plain'}>
              {t('fund')}
            </Button>
          </div>
          {done && <p className={css.quiet}>{t('funded', { node: owner.name })}</p>}
        </form>
      </Section>
      <Section title={t('coinsTitle')} aside={coins.length}>
        {coins.length === 0 && <NoCoins />}
        <div className={css.choices} role="radiogroup" aria-label={t('coinsTitle')}>
          {coins.map((each) => (
            <label key={keyOf(each)} className={css.choice}>
              <input
                type="radio"
                name={`coin ${script}`}
                checked={each === coin}
                onChange={() => setPicked(keyOf(each))}
              />
              <span>
                {formatAmount(each.value)}{' '}
                <small>
                  <code>
                    {each.txid.slice(0, 4)}…{each.txid.slice(-4)}:{each.vout}
                  </code>
                </small>
              </span>
              <Chip tone={each.spentInMempool ? 'danger' : each.height < 0 ? 'pending' : 'agreed'}>
                {each.spentInMempool
                  ? t('coinSpent')
                  : each.height < 0
                    ? t('coinWaiting')
                    : t('coinHeight', { height: each.height })}
              </Chip>
            </label>
          ))}
        </div>
      </Section>
      {coin !== undefined && (
        <TryIt
          {...props}
          coin={coin}
          onSent={(what) => {
            setPicked(keyOf(coin));
            setSent(what);
          }}
        />
      )}
      {sent !== undefined && <TransactionAftermath sent={sent} />}
    </>
  );
}

function NoCoins() {
  const t = useText('locks');
  return <p className={css.quiet}>{t('noCoins')}</p>;
}

function keyOf(coin: LockedCoinView): string {
  return `${coin.txid}:${coin.vout}`;
}

/** The first key of a node's user; keys never change. */
function useKey(node: number): KeyPair | undefined {
  const verbs = useVerbs();
  const ready = useStudio((state) => state.status === 'ready');
  const { history } = useMoment();
  const name = history.nodes[node]?.name;
  const [key, setKey] = useState<{ readonly name: string; readonly pair: KeyPair }>();
  useEffect(() => {
    if (name === undefined || !ready) return undefined;
    let wanted = true;
    void verbs.inspect({ type: 'wallet', node }).then((reply) => {
      if (!wanted || reply.type !== 'wallet') return;
      const [first] = reply.keys;
      if (first !== undefined) setKey({ name, pair: keyPair(name, first) });
    });
    return () => {
      wanted = false;
    };
  }, [verbs, node, name, ready]);
  return key !== undefined && key.name === name ? key.pair : undefined;
}

function wholeNumber(text: string, most: number): number | undefined {
  if (!/^\d{1,9}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= leastNumber && value <= most ? value : undefined;
}
