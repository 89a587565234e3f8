import { lazy, Suspense } from 'react';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { annotateTransaction } from '#bitcoin/explain/annotate-transaction';
import type { TxRecord } from '#simulation/records';
import { Button } from '../../design/button.tsx';
import { formatAmount, satoshisOf } from '../../format/coins.ts';
import { formatBytes, formatCount, formatFeeRate } from '../../format/quantity.ts';
import { shortHash } from '../../format/short-hash.ts';
import { BreakItButton } from '../../lab/lab-buttons.tsx';
import { useVerbs } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { spreadOf } from '../block/block-state.ts';
import { AnnotatedHex } from '../bytes/annotated-hex.tsx';
import { useHexFields } from '../bytes/use-hex-fields.ts';
import { useMoment } from '../moment.ts';
import { PanelFrame } from '../panel-frame.tsx';
import { Fact, Facts, Next, Prose, Section } from '../parts/facts.tsx';
import { Gone } from '../parts/gone.tsx';
import { HashText } from '../parts/hash-text.tsx';
import { JsonText } from '../parts/json-text.tsx';
import { BlockLink, NodeLink, TxLink } from '../parts/object-link.tsx';
import { Refusals } from '../parts/refusals.tsx';
import { useDuration } from '../parts/use-duration.ts';
import { useSentence } from '../use-sentence.tsx';
import { coreJson } from './core-json.ts';
import { TxPicture } from './tx-picture.tsx';
import { txStateOf } from './tx-state.ts';

// Scripts and curves are needed only here: they are loaded when the first transaction is opened.
const InputProofs = lazy(async () => ({ default: (await import('./input-proofs.tsx')).InputProofs }));

/** A transaction: what it moves, where it stands, its picture, Core's JSON, and its bytes. */
export function TxPanel({ tx }: { readonly tx: number }) {
  const say = useSentence('inspector');
  const { history, tip, time } = useMoment();
  const record = history.transactions[tx];
  const state = txStateOf(history, tx, tip, time);
  if (record === undefined || state.state === 'future') return <Gone what="tx" />;
  const name = (node: number) => history.nodes[node]?.name ?? '?';
  const kind = record.coinbase ? 'coinbase' : record.to >= 0 && record.from >= 0 ? 'payment' : 'plain';
  const what = say(`tx.what_${kind}`, {
    txid: shortHash(record.txid),
    from: name(record.from),
    to: name(record.coinbase ? (record.outputs[0]?.owner ?? -1) : record.to),
    amount: formatAmount(record.coinbase ? (record.outputs[0]?.value ?? '0') : record.amount),
  });
  return (
    <PanelFrame
      title={
        <>
          {what}
          {say(`tx.is_${state.state}`, { count: state.state === 'confirmed' ? state.confirmations : 0 })}
        </>
      }
      explain={() => <Explain record={record} />}
      fields={() => <Fields record={record} />}
      bytes={() => <Bytes record={record} />}
    />
  );
}

function Explain({ record }: { readonly record: TxRecord }) {
  const t = useText('inspector');
  const say = useSentence('inspector');
  const duration = useDuration();
  const verbs = useVerbs();
  const { history, scene, tip, time } = useMoment();
  const state = txStateOf(history, record.index, tip, time);
  const online = scene.nodeOnline.reduce((sum, on) => sum + on, 0);
  const arrivals = history.arrivals('tx', record.index);
  const spread = spreadOf(arrivals, online, time);
  const block = state.state === 'confirmed' ? history.blocks[state.block] : undefined;
  const first = Math.min(...arrivals.map((arrival) => arrival.time));
  return (
    <>
      <Prose>
        {state.state === 'confirmed' && block !== undefined && (
          <p>
            {say('tx.confirmed', {
              block: <BlockLink block={block.index} />,
              height: block.height,
              count: state.confirmations,
            })}{' '}
            {block.foundAt >= 0 &&
              Number.isFinite(first) &&
              say('tx.waited', { wait: duration(block.foundAt - first) })}
          </p>
        )}
        {state.state === 'pending' && <p>{say('tx.pending', { holders: state.holders, count: online })}</p>}
        {state.state === 'conflicted' && (
          <p>
            {state.through === record.index
              ? say('tx.conflicted', { conflict: <TxLink tx={state.conflict} /> })
              : say('tx.conflictedThrough', {
                  conflict: <TxLink tx={state.conflict} />,
                  through: <TxLink tx={state.through} />,
                })}
          </p>
        )}
        {state.state === 'vanished' && <p>{say('tx.vanished')}</p>}
        {record.coinbase ? (
          <p>{say('tx.coinbaseNote')}</p>
        ) : (
          <p>
            {say('tx.moves', {
              count: record.inputs.length,
              outputs: record.outputs.length,
              fee: formatAmount(record.fee),
              rate: formatFeeRate(Number(record.fee) / record.vsize),
            })}{' '}
            {hasChange(record) && say('tx.change', { from: <NodeLink node={record.from} /> })}
          </p>
        )}
        {!record.coinbase && spread.toAll !== undefined && (
          <p>{say('tx.spread', { count: online, all: duration(spread.toAll) })}</p>
        )}
      </Prose>
      <Refusals kind="tx" object={record.index} />
      <TxPicture record={record} />
      {!record.coinbase && (
        <Suspense fallback={null}>
          <InputProofs record={record} />
        </Suspense>
      )}
      <Next>
        <Button
          onClick={() => {
            verbs.setStageView('coins');
          }}
        >
          {t('tx.showFlow')}
        </Button>
        <Button onClick={() => verbs.setInspectorTab('fields')}>{t('tx.showJson')}</Button>
        {Number.isFinite(first) && <Button onClick={() => verbs.seek(first)}>{t('tx.goMoment')}</Button>}
        {!record.coinbase && <BreakItButton kind="tx" object={record.index} />}
      </Next>
    </>
  );
}

function Fields({ record }: { readonly record: TxRecord }) {
  const t = useText('inspector');
  const { history, tip } = useMoment();
  const witness = record.txid !== record.wtxid;
  const fee = satoshisOf(record.fee);
  const json = coreJson(history, record, tip);
  return (
    <>
      <Facts>
        <Fact name={t('tx.txid')} note={t('tx.txidNote')}>
          <HashText hash={record.txid} />
        </Fact>
        {witness && (
          <Fact name={t('tx.wtxid')} note={t('tx.wtxidNote')}>
            <HashText hash={record.wtxid} />
          </Fact>
        )}
        <Fact name={t('tx.size')}>{formatBytes(record.size)}</Fact>
        <Fact name={t('tx.vsize')} note={t('tx.vsizeNote', { weight: formatCount(record.weight) })}>
          {formatCount(record.vsize)} vB
        </Fact>
        {fee !== undefined && (
          <Fact
            name={t('tx.fee')}
            note={t('tx.feeNote', { rate: formatFeeRate(Number(fee) / record.vsize) })}
          >
            {formatAmount(record.fee)}
          </Fact>
        )}
      </Facts>
      <Section title={t('tx.jsonTitle')}>
        <Prose>
          <p>{t('tx.jsonNote')}</p>
        </Prose>
        <JsonText value={json} what={t('tx.jsonTitle')} />
      </Section>
    </>
  );
}

function Bytes({ record }: { readonly record: TxRecord }) {
  const t = useText('inspector');
  const named = useHexFields();
  return (
    <>
      <Prose>
        <p>{t(record.txid === record.wtxid ? 'tx.bytesNote' : 'tx.bytesNoteWitness')}</p>
      </Prose>
      <AnnotatedHex
        hex={record.hex}
        fields={named(annotateTransaction(hexToBytes(record.hex)))}
        what={t('tx.bytesLabel')}
      />
    </>
  );
}

function hasChange(record: TxRecord): boolean {
  return record.from >= 0 && record.outputs.length > 1 && record.outputs.some((o) => o.owner === record.from);
}
