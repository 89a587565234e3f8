import { useMemo, useState } from 'react';
import { merkleRootOf } from '#bitcoin/consensus/merkle-root';
import { type ChainParams, mainnetParams } from '#bitcoin/consensus/params';
import { decodeCompact } from '#bitcoin/consensus/target';
import type { Verdict } from '#bitcoin/consensus/verdict';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { bytesToText } from '#bitcoin/encoding/latin1';
import { examples } from '#bitcoin/examples/examples';
import { annotateBlock } from '#bitcoin/explain/annotate-block';
import { annotateHeader } from '#bitcoin/explain/annotate-header';
import { annotateMessage } from '#bitcoin/explain/annotate-message';
import { annotateScript } from '#bitcoin/explain/annotate-script';
import { annotateTransaction } from '#bitcoin/explain/annotate-transaction';
import { examineBlock } from '#bitcoin/explain/examine-block';
import { examineTransaction } from '#bitcoin/explain/examine-transaction';
import { headerJson } from '#bitcoin/explain/json-block';
import { messageJson } from '#bitcoin/explain/json-message';
import { transactionJson } from '#bitcoin/explain/json-transaction';
import { parsePrevouts } from '#bitcoin/explain/parse-prevouts';
import type { BytesKind } from '#bitcoin/explain/recognise-bytes';
import { encodeAddress } from '#bitcoin/keys/address';
import type { Block, BlockHeader } from '#bitcoin/primitives/block';
import { encodeHeader, hashHeader } from '#bitcoin/primitives/block-header';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import type { Transaction, TxOutput } from '#bitcoin/primitives/transaction';
import { txidOf, wtxidOf } from '#bitcoin/primitives/transaction-id';
import { isCoinbase, sizeOf, vsizeOf, weightOf } from '#bitcoin/primitives/transaction-size';
import { flagsAtHeight, mandatoryFlags, type ScriptFlags } from '#bitcoin/script/flags';
import { scriptAsm } from '#bitcoin/script/script-asm';
import { Button } from '../design/button.tsx';
import { Select } from '../design/select.tsx';
import { formatCoins } from '../format/coins.ts';
import { formatBytes, formatCount } from '../format/quantity.ts';
import { shortHash } from '../format/short-hash.ts';
import { formatUnixTime } from '../format/sim-time.ts';
import { MerkleTree } from '../glass/merkle/merkle-tree.tsx';
import { ScriptDebugger } from '../glass/script/script-debugger.tsx';
import { Sha256View } from '../glass/sha256/sha256-view.tsx';
import { HashScale } from '../inspector/block/hash-scale.tsx';
import { AnnotatedHex } from '../inspector/bytes/annotated-hex.tsx';
import { useHexFields } from '../inspector/bytes/use-hex-fields.ts';
import { Chip } from '../inspector/parts/chip.tsx';
import { Fact, Facts, Prose, Section } from '../inspector/parts/facts.tsx';
import { HashText } from '../inspector/parts/hash-text.tsx';
import { JsonText } from '../inspector/parts/json-text.tsx';
import { coreJsonValue } from '../inspector/parts/json-value.ts';
import { ReasonText } from '../inspector/parts/reason-text.tsx';
import { TransactionPicture } from '../inspector/tx/transaction-picture.tsx';
import { useText } from '../use-text.ts';
import css from './data-page.module.css';
import { type Opened, openPasted } from './examined.ts';

/** A tree with more leaves is only recomputed, not drawn: part of a tree would have another root. */
const mostLeavesDrawn = 64;

const kinds = ['auto', 'transaction', 'block', 'header', 'message', 'script'] as const;

/** Real data: paste the hex of a transaction, block, header, message or script, or take one that ships, and it is
 * decoded, checked and opened byte by byte. */
export function DataPage() {
  const t = useText('realData');
  const [text, setText] = useState('');
  const [kind, setKind] = useState<BytesKind | 'auto'>('auto');
  const [prevouts, setPrevouts] = useState('');
  const [example, setExample] = useState<string>();
  const opened = useMemo(() => openPasted(text, kind), [text, kind]);
  const height = examples.find((candidate) => candidate.id === example)?.height;
  const flags = height === undefined ? mandatoryFlags : flagsAtHeight(height, mainnetParams);
  const openBytes = (hex: string, spent = '') => {
    setText(hex);
    setPrevouts(spent);
    setKind('auto');
  };
  return (
    <div className={css.page}>
      <Prose>
        <p>{t('gist')}</p>
      </Prose>
      <ul className={css.examples} aria-label={t('examples')}>
        {examples.map((candidate) => (
          <li key={candidate.id}>
            <button
              type="button"
              className={css.example}
              aria-pressed={candidate.id === example}
              onClick={() => {
                setExample(candidate.id);
                openBytes(
                  candidate.hex,
                  candidate.kind === 'transaction' && candidate.prevouts.length > 0
                    ? JSON.stringify(candidate.prevouts)
                    : '',
                );
              }}
            >
              {t(`example.${candidate.id as ExampleId}.title`)}
            </button>
          </li>
        ))}
      </ul>
      {example !== undefined && (
        <Prose>
          <p>
            {t(`example.${example as ExampleId}.story`)}{' '}
            <span className={css.source}>
              {t('source', {
                source: examples.find((candidate) => candidate.id === example)?.source ?? '',
              })}
            </span>
          </p>
        </Prose>
      )}
      <label className={css.field}>
        <span>{t('paste')}</span>
        <textarea
          rows={4}
          value={text}
          spellCheck={false}
          placeholder={t('placeholder')}
          onChange={(event) => {
            setText(event.target.value);
            setExample(undefined);
          }}
        />
      </label>
      <div className={css.options}>
        <Select
          label={t('kindLabel')}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={setKind}
        />
        {text !== '' && (
          <Button
            tone="quiet"
            onClick={() => {
              openBytes('');
              setExample(undefined);
            }}
          >
            {t('clear')}
          </Button>
        )}
      </div>
      <OpenedView
        opened={opened}
        prevouts={prevouts}
        onPrevouts={setPrevouts}
        flags={flags}
        height={height}
        onOpen={openBytes}
      />
    </div>
  );
}

type ExampleId = (typeof exampleIds)[number];
/** The examples that have a story; a test compares this list with what ships. */
export const exampleIds = [
  'genesis-block',
  'first-payment-block',
  'lecture-funding',
  'lecture-payment',
  'lecture-coinbase',
  'lecture-header',
  'p2sh-multisig',
  'segwit-multisig',
  'taproot-key-path',
] as const;

function OpenedView({
  opened,
  prevouts,
  onPrevouts,
  flags,
  height,
  onOpen,
}: {
  readonly opened: Opened;
  readonly prevouts: string;
  readonly onPrevouts: (text: string) => void;
  readonly flags: ScriptFlags;
  readonly height: number | undefined;
  readonly onOpen: (hex: string) => void;
}) {
  switch (opened.kind) {
    case 'nothing':
      return null;
    case 'unreadable':
      return <Unreadable opened={opened} />;
    case 'transaction':
      return (
        <TransactionView
          key={opened.hex}
          tx={opened.tx}
          bytes={opened.bytes}
          prevouts={prevouts}
          onPrevouts={onPrevouts}
          flags={flags}
        />
      );
    case 'block':
      return (
        <BlockView
          key={opened.hex}
          block={opened.block}
          bytes={opened.bytes}
          height={height}
          onOpen={onOpen}
        />
      );
    case 'header':
      return <HeaderView header={opened.header} bytes={opened.bytes} />;
    case 'message':
      return <MessageView opened={opened} />;
    case 'script':
      return <ScriptView bytes={opened.bytes} />;
  }
}

function Unreadable({ opened }: { readonly opened: Extract<Opened, { kind: 'unreadable' }> }) {
  const t = useText('realData');
  const named = useHexFields();
  const annotate = {
    transaction: annotateTransaction,
    block: annotateBlock,
    header: annotateHeader,
    message: annotateMessage,
    script: annotateScript,
    hex: () => [],
  }[opened.as];
  return (
    <>
      <div className={css.broken}>
        <strong>
          {t(opened.detail === '' ? 'tooLong' : 'unreadable', { kind: t(`kind.${opened.as}`) })}
        </strong>
        <p>{t('brokenAt', { detail: opened.detail, offset: opened.offset })}</p>
      </div>
      {opened.bytes.length > 0 && (
        <AnnotatedHex hex={opened.hex} fields={named(annotate(opened.bytes))} what={t('bytes')} />
      )}
    </>
  );
}

function TransactionView({
  tx,
  bytes,
  prevouts: prevoutText,
  onPrevouts,
  flags,
}: {
  readonly tx: Transaction;
  readonly bytes: Uint8Array;
  readonly prevouts: string;
  readonly onPrevouts: (text: string) => void;
  readonly flags: ScriptFlags;
}) {
  const t = useText('realData');
  const named = useHexFields();
  const [open, setOpen] = useState(-1);
  const coinbase = isCoinbase(tx);
  const parsed = useMemo(
    () => (prevoutText.trim() === '' ? undefined : parsePrevouts(prevoutText, tx)),
    [prevoutText, tx],
  );
  const prevouts = parsed?.ok ? parsed.prevouts : undefined;
  const examined = useMemo(
    () =>
      examineTransaction({
        tx,
        flags,
        params: mainnetParams,
        ...(prevouts === undefined ? {} : { prevouts }),
      }),
    [tx, flags, prevouts],
  );
  return (
    <>
      <Section
        title={t('transaction')}
        aside={<VerdictChip verdict={examined.verdict} whole={prevouts !== undefined || coinbase} />}
      >
        {!examined.verdict.ok && (
          <ReasonText reason={examined.verdict.reason} detail={examined.verdict.detail} />
        )}
        <TransactionPicture
          inputs={tx.inputs.map((_, i) => ({
            value: coinbase ? undefined : prevouts?.[i]?.value,
            who: coinbase ? t('newCoins') : addressText(prevouts?.[i], mainnetParams, t('unknownOwner')),
          }))}
          outputs={tx.outputs.map((output) => ({
            value: output.value,
            who: addressText(output, mainnetParams, t('noAddress')),
          }))}
          fee={examined.fee}
          coinbase={coinbase}
        />
        <Facts>
          <Fact name={t('txid')}>
            <HashText hash={txidOf(tx)} />
          </Fact>
          {(wtxidOf(tx) as string) !== txidOf(tx) && (
            <Fact name={t('wtxid')}>
              <HashText hash={wtxidOf(tx)} />
            </Fact>
          )}
          <Fact name={t('size')}>
            {t('sizes', {
              size: formatBytes(sizeOf(tx)),
              vsize: vsizeOf(tx),
              weight: formatCount(weightOf(tx)),
            })}
          </Fact>
          {examined.fee !== undefined && <Fact name={t('fee')}>{formatCoins(examined.fee)}</Fact>}
          {coinbase && (
            <Fact name={t('coinbaseText')}>
              <code className={css.text}>{readable(tx.inputs[0]!.scriptSig)}</code>
            </Fact>
          )}
        </Facts>
      </Section>
      {!coinbase && (
        <Section title={t('proofs')}>
          {prevouts === undefined ? (
            <Prose>
              <p>{t('proofsNeed')}</p>
            </Prose>
          ) : (
            <ul className={css.inputs}>
              {examined.inputs.map((input) => (
                <li key={input.index}>
                  <div className={css.inputLine}>
                    <span>{t('input', { n: input.index })}</span>
                    <Chip tone={input.ok ? 'agreed' : 'danger'}>
                      {input.ok ? t('proven') : (input.error ?? '')}
                    </Chip>
                    <Button
                      aria-expanded={open === input.index}
                      onClick={() => setOpen(open === input.index ? -1 : input.index)}
                    >
                      {t('stepThrough')}
                    </Button>
                  </div>
                  {open === input.index && (
                    <ScriptDebugger tx={tx} input={input.index} prevouts={prevouts} flags={flags} />
                  )}
                </li>
              ))}
            </ul>
          )}
          <label className={css.field}>
            <span>{t('prevouts')}</span>
            <textarea
              rows={3}
              value={prevoutText}
              spellCheck={false}
              placeholder={t('prevoutsHint')}
              onChange={(event) => onPrevouts(event.target.value)}
            />
          </label>
          {parsed?.ok === false && (
            <div className={css.broken}>
              <strong>{t('prevoutsBad')}</strong>
              <p>{parsed.detail}</p>
            </div>
          )}
        </Section>
      )}
      <Section title={t('json')}>
        <JsonText
          value={coreJsonValue(
            transactionJson(tx, { params: mainnetParams, ...(prevouts === undefined ? {} : { prevouts }) }),
          )}
          what={t('json')}
        />
      </Section>
      <Section title={t('bytes')}>
        <AnnotatedHex hex={bytesToHex(bytes)} fields={named(annotateTransaction(bytes))} what={t('bytes')} />
      </Section>
    </>
  );
}

function BlockView({
  block,
  bytes,
  height,
  onOpen,
}: {
  readonly block: Block;
  readonly bytes: Uint8Array;
  readonly height: number | undefined;
  readonly onOpen: (hex: string) => void;
}) {
  const t = useText('realData');
  const examined = useMemo(
    () => examineBlock({ block, params: mainnetParams, ...(height === undefined ? {} : { height }) }),
    [block, height],
  );
  const txids = block.transactions.map(txidOf);
  const coinbase = block.transactions[0];
  const hexOf = (tx: Transaction) => bytesToHex(encodeTransaction(tx, { witness: true }));
  return (
    <>
      <Section title={t('block')} aside={<VerdictChip verdict={examined.verdict} whole />}>
        {!examined.verdict.ok && (
          <ReasonText reason={examined.verdict.reason} detail={examined.verdict.detail} />
        )}
        <Facts>
          <Fact name={t('hash')}>
            <HashText hash={hashHeader(block.header)} />
          </Fact>
          {(height ?? examined.claimedHeight) !== undefined && (
            <Fact name={t('height')}>{formatCount(height ?? examined.claimedHeight ?? 0)}</Fact>
          )}
          <Fact name={t('transactions')}>{block.transactions.length}</Fact>
          <Fact name={t('size')}>{formatBytes(bytes.length)}</Fact>
          {coinbase !== undefined && (
            <Fact name={t('coinbaseText')}>
              <code className={css.text}>{readable(coinbase.inputs[0]?.scriptSig ?? new Uint8Array(0))}</code>
            </Fact>
          )}
          <Fact name={t('merkle')}>
            <Chip tone={merkleRootOf(txids).root === block.header.merkleRoot ? 'agreed' : 'danger'}>
              {t(merkleRootOf(txids).root === block.header.merkleRoot ? 'merkleFits' : 'merkleDiffers')}
            </Chip>
          </Fact>
        </Facts>
      </Section>
      <HeaderParts header={block.header} />
      {txids.length <= mostLeavesDrawn && (
        <Section title={t('merkle')}>
          <MerkleTree txids={txids} root={block.header.merkleRoot} />
        </Section>
      )}
      <Section title={t('transactions')} aside={block.transactions.length}>
        <ul className={css.txs}>
          {block.transactions.slice(0, 200).map((tx) => (
            <li key={txidOf(tx)}>
              <button type="button" className={css.tx} onClick={() => onOpen(hexOf(tx))}>
                <code>{shortHash(txidOf(tx))}</code>
                <span>
                  {isCoinbase(tx)
                    ? t('newCoins')
                    : t('txGist', { inputs: tx.inputs.length, outputs: tx.outputs.length })}
                </span>
                <span>{formatCoins(tx.outputs.reduce((sum, output) => sum + output.value, 0n))}</span>
              </button>
            </li>
          ))}
        </ul>
      </Section>
      <HeaderBytes header={block.header} />
    </>
  );
}

function HeaderView({ header, bytes }: { readonly header: BlockHeader; readonly bytes: Uint8Array }) {
  const t = useText('realData');
  return (
    <>
      <Section title={t('header')}>
        <Facts>
          <Fact name={t('hash')}>
            <HashText hash={hashHeader(header)} />
          </Fact>
          <Fact name={t('time')}>{formatUnixTime(header.time)}</Fact>
        </Facts>
        <JsonText value={coreJsonValue(headerJson(header))} what={t('header')} />
      </Section>
      <HeaderParts header={header} />
      <HeaderBytes header={header} bytes={bytes} />
    </>
  );
}

function HeaderParts({ header }: { readonly header: BlockHeader }) {
  const t = useText('realData');
  const { target, negative, overflow } = decodeCompact(header.bits);
  if (negative || overflow || target === 0n) return null;
  return (
    <Section title={t('work')}>
      <HashScale hash={hashHeader(header)} target={target} />
    </Section>
  );
}

function HeaderBytes({ header, bytes }: { readonly header: BlockHeader; readonly bytes?: Uint8Array }) {
  const t = useText('realData');
  const named = useHexFields();
  const [hashing, setHashing] = useState(false);
  const encoded = useMemo(() => bytes ?? encodeHeader(header), [bytes, header]);
  return (
    <Section title={t('headerBytes')}>
      <AnnotatedHex
        hex={bytesToHex(encoded)}
        fields={named(annotateHeader(encoded))}
        what={t('headerBytes')}
      />
      <Button aria-expanded={hashing} onClick={() => setHashing(!hashing)}>
        {t('hashIt')}
      </Button>
      {hashing && <Sha256View bytes={encoded} />}
    </Section>
  );
}

function MessageView({ opened }: { readonly opened: Extract<Opened, { kind: 'message' }> }) {
  const t = useText('realData');
  const named = useHexFields();
  return (
    <Section title={t('message', { command: opened.frame.command })}>
      <JsonText
        value={coreJsonValue(messageJson(opened.frame.message, mainnetParams))}
        what={opened.frame.command}
      />
      <AnnotatedHex hex={opened.hex} fields={named(annotateMessage(opened.bytes))} what={t('bytes')} />
    </Section>
  );
}

function ScriptView({ bytes }: { readonly bytes: Uint8Array }) {
  const t = useText('realData');
  const named = useHexFields();
  return (
    <Section title={t('script')}>
      <Prose>
        <p>{t('scriptNote')}</p>
      </Prose>
      <code className={css.text}>{scriptAsm(bytes)}</code>
      <AnnotatedHex hex={bytesToHex(bytes)} fields={named(annotateScript(bytes))} what={t('bytes')} />
    </Section>
  );
}

function VerdictChip({ verdict, whole }: { readonly verdict: Verdict; readonly whole: boolean }) {
  const t = useText('realData');
  if (!verdict.ok) return <Chip tone="danger">{t('refused')}</Chip>;
  return <Chip tone={whole ? 'agreed' : 'pending'}>{t(whole ? 'valid' : 'formOk')}</Chip>;
}

function addressText(output: TxOutput | undefined, params: ChainParams, otherwise: string): string {
  if (output === undefined) return otherwise;
  const address = encodeAddress(output.scriptPubKey, params);
  return address === undefined ? otherwise : `${address.slice(0, 5)}…${address.slice(-4)}`;
}

/** What people wrote into bytes: printable characters as they are, the rest as dots; a dash where nothing reads as text. */
function readable(bytes: Uint8Array): string {
  const text = bytesToText(bytes).replace(/[^\x20-\x7e]/g, '·');
  return /[ -~]{4,}/.test(text) ? text : '–';
}
