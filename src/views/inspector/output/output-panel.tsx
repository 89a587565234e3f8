import type { ReactNode } from 'react';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { annotateTransaction } from '#bitcoin/explain/annotate-transaction';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { scriptAsm } from '#bitcoin/script/script-asm';
import { classifyScript } from '#bitcoin/script/standard-scripts';
import type { TxRecord } from '#simulation/records';
import { wayBack, wayForward } from '../../coins/lineage.ts';
import { Button } from '../../design/button.tsx';
import { formatAmount, formatCoins } from '../../format/coins.ts';
import { shortHash } from '../../format/short-hash.ts';
import { useVerbs } from '../../use-studio.ts';
import { useText, useTextIfKnown } from '../../use-text.ts';
import { AnnotatedHex } from '../bytes/annotated-hex.tsx';
import { useHexFields } from '../bytes/use-hex-fields.ts';
import { useMoment } from '../moment.ts';
import { PanelFrame } from '../panel-frame.tsx';
import { Fact, Facts, Next, Prose, Section } from '../parts/facts.tsx';
import { Gone } from '../parts/gone.tsx';
import { CopyButton } from '../parts/hash-text.tsx';
import { BlockLink, NodeLink, OutputLink, TxLink } from '../parts/object-link.tsx';
import { txStateOf } from '../tx/tx-state.ts';
import { useSentence } from '../use-sentence.tsx';
import css from './output-panel.module.css';

/** One output: whose coin it is, how it is locked, where it comes from and where it went. */
export function OutputPanel({ tx, vout }: { readonly tx: number; readonly vout: number }) {
  const say = useSentence('inspector');
  const { history, tip, time } = useMoment();
  const record = history.transactions[tx];
  const output = record?.outputs[vout];
  if (record === undefined || output === undefined || txStateOf(history, tx, tip, time).state === 'future') {
    return <Gone what="tx" />;
  }
  const spender = tip < 0 ? -1 : history.spentBy(record.txid, vout, tip);
  const values = {
    amount: formatAmount(output.value),
    owner: history.nodes[output.owner]?.name ?? '?',
    spender: shortHash(history.transactions[spender]?.txid ?? ''),
  };
  const title =
    output.owner < 0
      ? say(spender >= 0 ? 'output.titleSpentNobody' : 'output.titleNobody', values)
      : say(spender >= 0 ? 'output.titleSpent' : 'output.titleUnspent', values);
  return (
    <PanelFrame
      title={title}
      explain={() => <Explain record={record} vout={vout} />}
      fields={() => <Fields record={record} vout={vout} />}
      bytes={() => <Bytes record={record} vout={vout} />}
    />
  );
}

function Explain({ record, vout }: { readonly record: TxRecord; readonly vout: number }) {
  const t = useText('inspector');
  const known = useTextIfKnown('inspector');
  const say = useSentence('inspector');
  const verbs = useVerbs();
  const { history, tip } = useMoment();
  const back = wayBack(history, record.index, vout);
  const forward = wayForward(history, record.index, vout, tip);
  const origin = back[0]!;
  const type = scriptType(record, vout);
  const originBlock = history.blocks.findIndex((block) => block.transactions[0] === origin.tx);
  return (
    <>
      <Prose>
        <p>{known(`script.${type}`) ?? t('script.nonstandard')}</p>
        {back.length > 1 && (
          <p>
            {say('output.origin', {
              count: back.length - 1,
              block: originBlock >= 0 ? <BlockLink block={originBlock} height /> : '?',
            })}
          </p>
        )}
      </Prose>
      <Section title={t('output.wayTitle')}>
        <ol className={css.way}>
          {back.slice(0, -1).map((step) => (
            <Station key={`${step.tx}:${step.vout}`} tx={step.tx} vout={step.vout}>
              {history.transactions[step.tx]?.coinbase ? t('output.newCoins') : undefined}
            </Station>
          ))}
          {forward.map((step, index) => (
            <Station
              key={`${step.tx}:${step.vout}`}
              tx={step.tx}
              vout={step.vout}
              depth={step.depth}
              here={index === 0}
              open={step.spentBy < 0}
            >
              {step.spentBy < 0 ? t('output.liesHere') : undefined}
            </Station>
          ))}
        </ol>
      </Section>
      <Next>
        <Button onClick={() => verbs.setStageView('coins')}>{t('tx.showFlow')}</Button>
      </Next>
    </>
  );
}

function Station({
  tx,
  vout,
  depth = 0,
  here = false,
  open = false,
  children,
}: {
  readonly tx: number;
  readonly vout: number;
  readonly depth?: number;
  readonly here?: boolean;
  readonly open?: boolean;
  readonly children?: ReactNode;
}) {
  const { history } = useMoment();
  const record = history.transactions[tx]!;
  const output = record.outputs[vout]!;
  return (
    <li
      className={css.station}
      data-here={here || undefined}
      data-open={open || undefined}
      data-new={record.coinbase || undefined}
      style={{ marginLeft: `${Math.min(depth, 6) * 14}px` }}
    >
      <OutputLink tx={tx} vout={vout} />
      <span className={css.owner}>{output.owner >= 0 && <NodeLink node={output.owner} />}</span>
      <span className={css.amount}>{formatCoins(BigInt(output.value))}</span>
      {children !== undefined && <span className={css.note}>{children}</span>}
    </li>
  );
}

function Fields({ record, vout }: { readonly record: TxRecord; readonly vout: number }) {
  const t = useText('inspector');
  const { history, tip } = useMoment();
  const output = record.outputs[vout]!;
  const script = scriptOf(record, vout);
  const spender = tip < 0 ? -1 : history.spentBy(record.txid, vout, tip);
  return (
    <Facts>
      <Fact name={t('output.outpoint')}>
        <TxLink tx={record.index} />:{vout}
      </Fact>
      <Fact name={t('output.value')}>{formatAmount(output.value)}</Fact>
      <Fact name={t('output.satoshis')}>{BigInt(output.value).toLocaleString('en')}</Fact>
      <Fact name={t('output.owner')}>
        {output.owner >= 0 ? <NodeLink node={output.owner} /> : t('somebody')}
      </Fact>
      <Fact name={t('output.address')}>
        <code className={css.code}>{output.address === '' ? '–' : output.address}</code>
        {output.address !== '' && <CopyButton text={output.address} what={output.address} />}
      </Fact>
      <Fact name={t('output.scriptType')}>
        <code>{classifyScript(script).type}</code>
      </Fact>
      <Fact name={t('output.script')}>
        <code className={css.code}>{scriptAsm(script)}</code>
      </Fact>
      <Fact name={t('output.scriptHex')}>
        <code className={css.code}>{bytesToHex(script)}</code>
      </Fact>
      <Fact name={t('output.spentBy')}>{spender >= 0 ? <TxLink tx={spender} /> : t('output.unspent')}</Fact>
    </Facts>
  );
}

function Bytes({ record, vout }: { readonly record: TxRecord; readonly vout: number }) {
  const t = useText('inspector');
  const named = useHexFields();
  const mine = annotateTransaction(hexToBytes(record.hex)).filter((field) =>
    field.path.startsWith(`vout[${vout}]`),
  );
  return (
    <>
      <Prose>
        <p>{t('output.bytesNote')}</p>
      </Prose>
      <AnnotatedHex hex={record.hex} fields={named(mine)} what={t('tx.bytesLabel')} />
    </>
  );
}

function scriptOf(record: TxRecord, vout: number): Uint8Array {
  return decodeTransaction(hexToBytes(record.hex)).outputs[vout]!.scriptPubKey;
}

function scriptType(record: TxRecord, vout: number): string {
  return classifyScript(scriptOf(record, vout)).type;
}
