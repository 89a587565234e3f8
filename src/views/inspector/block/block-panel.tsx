import { lazy, Suspense, useMemo, useState } from 'react';
import { merkleRootOf } from '#bitcoin/consensus/merkle-root';
import { decodeCompact, difficultyFromBits } from '#bitcoin/consensus/target';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { annotateHeader } from '#bitcoin/explain/annotate-header';
import { decodeHeader } from '#bitcoin/primitives/block-header';
import type { BlockRecord } from '#simulation/records';
import { Button } from '../../design/button.tsx';
import { formatAmount, formatCoins, satoshisOf } from '../../format/coins.ts';
import { formatBytes, formatCount, formatQuantity, formatTimes } from '../../format/quantity.ts';
import { shortHash } from '../../format/short-hash.ts';
import { formatClock, formatUnixTime } from '../../format/sim-time.ts';
import { MerkleTree } from '../../glass/merkle/merkle-tree.tsx';
import { BreakItButton, BrokenCopyNote } from '../../lab/lab-buttons.tsx';
import { useStudio, useVerbs } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { AnnotatedHex } from '../bytes/annotated-hex.tsx';
import { useHexFields } from '../bytes/use-hex-fields.ts';
import { useMoment } from '../moment.ts';
import { PanelFrame } from '../panel-frame.tsx';
import { Chip } from '../parts/chip.tsx';
import { Fact, Facts, Next, Prose, Section } from '../parts/facts.tsx';
import { Gone } from '../parts/gone.tsx';
import { HashText } from '../parts/hash-text.tsx';
import { BlockLink, NodeLink } from '../parts/object-link.tsx';
import { Refusals } from '../parts/refusals.tsx';
import { TxRow, TxRows } from '../parts/tx-row.tsx';
import { useDuration } from '../parts/use-duration.ts';
import { useSentence } from '../use-sentence.tsx';
import { blockFields, blockHex } from './block-hex.ts';
import { blockStateOf, spreadOf, triesFor } from './block-state.ts';
import { HashScale } from './hash-scale.tsx';

const Sha256View = lazy(async () => ({
  default: (await import('../../glass/sha256/sha256-view.tsx')).Sha256View,
}));

/** A block: who found it and with how much luck, where it stands, what it holds, and its header as bytes and as a number. */
export function BlockPanel({ block }: { readonly block: number }) {
  const say = useSentence('inspector');
  const { history, scene, sight, tip } = useMoment();
  const record = history.blocks[block];
  if (record === undefined || scene.blockFound[block] !== 1) return <Gone what="block" />;
  const state = blockStateOf(history, scene, sight, tip, block);
  const values = { hash: shortHash(record.hash), height: record.height };
  const confirmations = state.state === 'active' ? state.confirmations : 0;
  const title =
    record.height === 0
      ? say('block.titleGenesis', values)
      : state.state === 'active'
        ? say('block.titleActive', { ...values, count: confirmations })
        : say(`block.title_${state.state}`, values);
  return (
    <PanelFrame
      title={title}
      explain={() => <Explain record={record} />}
      fields={() => <Fields record={record} />}
      bytes={() => <Bytes record={record} />}
    />
  );
}

function Explain({ record }: { readonly record: BlockRecord }) {
  const t = useText('inspector');
  const say = useSentence('inspector');
  const duration = useDuration();
  const verbs = useVerbs();
  const { history, scene, sight, time, tip } = useMoment();
  const state = blockStateOf(history, scene, sight, tip, record.index);
  const tries = triesFor(history, record.index);
  const online = scene.nodeOnline.reduce((sum, on) => sum + on, 0);
  const spread = spreadOf(history.arrivals('block', record.index), online, time);
  const target = decodeCompact(record.bits).target;
  const payments = record.transactions.length - 1;
  const winner =
    state.state === 'stale' || state.state === 'rival' ? rivalOf(history.blocks, record, tip) : -1;
  return (
    <>
      <Prose>
        <BrokenCopyNote tampered={record.tampered} />
        <p hidden={record.tampered}>
          {tries === undefined
            ? say('block.prologue')
            : say('block.found', {
                miner: <NodeLink node={record.miner} />,
                time: formatClock(record.foundAt),
                count: tries,
                tries: formatCount(tries),
                factor: formatTimes(tries / record.blockWork),
                expected: formatQuantity(record.blockWork),
              })}{' '}
          {tries !== undefined && t(`block.luck.${luckOf(tries / record.blockWork)}`)}
        </p>
        <p>
          {payments === 0
            ? say('block.holdsNothing', { reward: formatCoins(reward(record)) })
            : say('block.holds', {
                count: payments,
                fees: formatAmount(record.fees),
                subsidy: formatAmount(record.subsidy),
              })}{' '}
          {record.parent >= 0 && say('block.extends', { parent: <BlockLink block={record.parent} /> })}
        </p>
        {winner >= 0 && (
          <p>
            {say(state.state === 'stale' ? 'block.lostTo' : 'block.competesWith', {
              winner: <BlockLink block={winner} />,
              height: record.height,
            })}
          </p>
        )}
        {tries !== undefined && (
          <p>
            {spread.toAll !== undefined
              ? say('block.spreadAll', { all: duration(spread.toAll), half: duration(spread.toHalf ?? 0) })
              : say('block.spreadSome', { holders: spread.holders, count: online })}
          </p>
        )}
      </Prose>
      <Refusals kind="block" object={record.index} />
      <Section title={t('block.proofTitle')}>
        <HashScale hash={record.hash} target={target} />
      </Section>
      <Section title={t('block.merkleTitle')}>
        <MerkleTree
          txids={record.transactions.map((tx) => history.transactions[tx]?.txid ?? '')}
          root={decodeHeader(hexToBytes(record.headerHex)).merkleRoot}
          onOpen={(index) => verbs.select({ kind: 'tx', tx: record.transactions[index]! })}
        />
      </Section>
      <Section
        title={t('block.transactionsTitle')}
        aside={t('block.transactionsCount', { count: record.transactions.length })}
      >
        <TxRows label={t('block.transactionsTitle')}>
          {record.transactions.map((tx) => (
            <TxRow
              key={tx}
              tx={tx}
              end={
                history.transactions[tx]?.coinbase ? (
                  formatCoins(reward(record))
                ) : (
                  <span>{t('block.feeShort', { fee: feeText(history.transactions[tx]?.fee ?? '') })}</span>
                )
              }
            />
          ))}
        </TxRows>
      </Section>
      <Next>
        {record.parent >= 0 && (
          <Button onClick={() => verbs.select({ kind: 'block', block: record.parent })}>
            {t('block.goParent')}
          </Button>
        )}
        <Button onClick={() => verbs.setInspectorTab('bytes')}>{t('block.goBytes')}</Button>
        {record.foundAt >= 0 && (
          <Button onClick={() => verbs.seek(record.foundAt)}>{t('block.goMoment')}</Button>
        )}
        {!record.tampered && <BreakItButton kind="block" object={record.index} />}
      </Next>
    </>
  );
}

function Fields({ record }: { readonly record: BlockRecord }) {
  const t = useText('inspector');
  const constants = useStudio((state) => state.constants);
  const { history } = useMoment();
  const header = decodeHeader(hexToBytes(record.headerHex));
  const txids = record.transactions.map((tx) => history.transactions[tx]?.txid ?? '');
  const recomputed = merkleRootOf(txids).root;
  const equal = recomputed === header.merkleRoot;
  return (
    <>
      <Section title={t('block.explorerTitle')}>
        <Facts>
          <Fact name={t('block.height')}>{formatCount(record.height)}</Fact>
          <Fact name={t('block.miner')}>
            {record.miner >= 0 ? <NodeLink node={record.miner} /> : t('block.prologueMiner')}
          </Fact>
          <Fact name={t('block.transactionsTitle')}>{record.transactions.length}</Fact>
          <Fact name={t('block.strippedSize')}>{formatBytes(record.strippedSize)}</Fact>
          <Fact name={t('block.size')}>{formatBytes(record.size)}</Fact>
          <Fact
            name={t('block.weight')}
            note={
              constants &&
              t('block.weightOf', {
                percent: Math.round((record.weight / constants.maxBlockWeight) * 100),
                limit: formatCount(constants.maxBlockWeight),
              })
            }
          >
            {formatCount(record.weight)}
          </Fact>
          <Fact name={t('block.meanFee')} note={t('block.meanFeeNote')}>
            {formatCoins(
              (BigInt(record.fees) * 2000n + BigInt(record.weight)) / (2n * BigInt(record.weight)),
            )}
          </Fact>
          <Fact
            name={t('block.reward')}
            note={t('block.rewardNote', {
              subsidy: formatAmount(record.subsidy),
              fees: formatAmount(record.fees),
            })}
          >
            {formatCoins(reward(record))}
          </Fact>
        </Facts>
      </Section>
      <Section title={t('block.headerTitle')}>
        <Facts>
          <Fact name={t('block.hash')} note={t('block.hashNote')}>
            <HashText hash={record.hash} />
          </Fact>
          <Fact name={t('header.version')}>
            <code>{hex32(header.version)}</code>
          </Fact>
          <Fact name={t('header.previous')}>
            {record.parent >= 0 ? (
              <BlockLink block={record.parent} height />
            ) : (
              <HashText hash={header.previousBlockHash} />
            )}
          </Fact>
          <Fact
            name={t('header.merkleRoot')}
            note={
              <Chip tone={equal ? 'agreed' : 'danger'}>
                {t(equal ? 'block.merkleEqual' : 'block.merkleDiffers', { count: txids.length })}
              </Chip>
            }
          >
            <HashText hash={header.merkleRoot} />
          </Fact>
          <Fact name={t('header.time')}>{formatUnixTime(header.time)}</Fact>
          <Fact
            name={t('header.bits')}
            note={t('block.bitsNote', {
              work: formatCount(record.blockWork),
              difficulty: formatDifficulty(difficultyFromBits(record.bits)),
            })}
          >
            <code>{hex32(header.bits)}</code>
          </Fact>
          <Fact name={t('header.nonce')}>{formatCount(header.nonce)}</Fact>
          <Fact name={t('block.chainWork')} note={t('block.chainWorkNote')}>
            {formatQuantity(record.work)}
          </Fact>
        </Facts>
      </Section>
    </>
  );
}

function Bytes({ record }: { readonly record: BlockRecord }) {
  const t = useText('inspector');
  const named = useHexFields();
  const [hashing, setHashing] = useState(false);
  const headerBytes = useMemo(() => hexToBytes(record.headerHex), [record]);
  const { history } = useMoment();
  return (
    <>
      <Section title={t('block.headerBytesTitle')}>
        <Prose>
          <p>{t('block.headerBytesNote')}</p>
        </Prose>
        <AnnotatedHex
          hex={record.headerHex}
          fields={named(annotateHeader(hexToBytes(record.headerHex)))}
          what={t('block.headerBytesTitle')}
        />
        <Button aria-expanded={hashing} onClick={() => setHashing(!hashing)}>
          {t('block.hashIt')}
        </Button>
        {hashing && (
          <Suspense fallback={null}>
            <Sha256View bytes={headerBytes} />
          </Suspense>
        )}
      </Section>
      <Section title={t('block.allBytesTitle')}>
        <AnnotatedHex
          hex={blockHex(history, record)}
          fields={blockFields(history, record, {
            header: t('bytes.header'),
            count: t('bytes.txCount'),
            coinbase: t('gist.coinbase'),
            tx: (txid) => t('bytes.tx', { txid }),
          })}
          what={t('block.allBytesTitle')}
        />
      </Section>
    </>
  );
}

/** The block of the viewer's chain at the same height: what this one lost to or competes with. */
function rivalOf(blocks: readonly BlockRecord[], record: BlockRecord, tip: number): number {
  let at = tip;
  while (at >= 0 && blocks[at]!.height > record.height) at = blocks[at]!.parent;
  return at >= 0 && blocks[at]!.height === record.height && at !== record.index ? at : -1;
}

function luckOf(factor: number): 'lucky' | 'usual' | 'unlucky' {
  return factor < 0.35 ? 'lucky' : factor > 2 ? 'unlucky' : 'usual';
}

function reward(record: BlockRecord): bigint {
  return BigInt(record.subsidy) + BigInt(record.fees);
}

function feeText(fee: string): string {
  const satoshis = satoshisOf(fee);
  return satoshis === undefined ? '–' : formatCoins(satoshis);
}

function formatDifficulty(difficulty: number): string {
  return difficulty >= 1 ? formatQuantity(difficulty) : difficulty.toExponential(2);
}

function hex32(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
