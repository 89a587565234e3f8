import { useEffect, useMemo, useRef, useState } from 'react';
import type { LogRow } from '#app/history';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { annotateBlock } from '#bitcoin/explain/annotate-block';
import { annotateTransaction } from '#bitcoin/explain/annotate-transaction';
import type { Field } from '#bitcoin/explain/field';
import { LogKind } from '#simulation/log';
import { NodeSelect } from '../../actions/forms/node-select.tsx';
import { usePeers } from '../../actions/use-peers.ts';
import { Button } from '../../design/button.tsx';
import { Select } from '../../design/select.tsx';
import { shortHash } from '../../format/short-hash.ts';
import { blockHex } from '../../inspector/block/block-hex.ts';
import { useHexFields } from '../../inspector/bytes/use-hex-fields.ts';
import { useMoment } from '../../inspector/moment.ts';
import { Prose, Section } from '../../inspector/parts/facts.tsx';
import { Gone } from '../../inspector/parts/gone.tsx';
import { ReasonText } from '../../inspector/parts/reason-text.tsx';
import { useStudio, useStudioCore, useVerbs } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { Aftermath } from '../aftermath.tsx';
import { Bench } from '../bench.tsx';
import css from '../lab.module.css';
import { ByteEditor } from './byte-editor.tsx';
import { type CopyVerdict, judgeBlockCopy, judgeTxCopy } from './judge-copy.ts';
import { findPick, type Pick, picksFor } from './pick-field.ts';

/** Change one byte of a block or payment, see which rule will refuse it, send it, and watch. */
export function BreakIt({ kind, object }: { readonly kind: 'block' | 'tx'; readonly object: number }) {
  const t = useText('breakIt');
  const { history } = useMoment();
  const block = kind === 'block' ? history.blocks[object] : undefined;
  const tx = kind === 'tx' ? history.transactions[object] : undefined;
  const hex = block === undefined ? (tx?.hex ?? '') : blockHex(history, block);
  if (hex === '') return <Gone what={kind} />;
  const title =
    block === undefined
      ? t('titleTx', { txid: shortHash(tx?.txid ?? '') })
      : t('titleBlock', { height: block.height, hash: shortHash(block.hash) });
  return (
    <Bench title={title}>
      <Prose>
        <p>{t(kind === 'block' ? 'introBlock' : 'introTx')}</p>
      </Prose>
      <Workbench kind={kind} object={object} hex={hex} />
    </Bench>
  );
}

interface Draft {
  /** Index of the field on show. */
  readonly field: number;
  readonly offset: number;
  readonly xor: number;
}

function Workbench({
  kind,
  object,
  hex,
}: {
  readonly kind: 'block' | 'tx';
  readonly object: number;
  readonly hex: string;
}) {
  const t = useText('breakIt');
  const named = useHexFields();
  const bytes = useMemo(() => hexToBytes(hex), [hex]);
  const fields = useMemo(
    () => (kind === 'block' ? annotateBlock(bytes) : annotateTransaction(bytes)),
    [bytes, kind],
  );
  const [draft, setDraft] = useState<Draft>({ field: 0, offset: 0, xor: 0 });
  const labelled = named(fields);
  const part = partOf(fields[draft.field]);
  const shown = labelled[draft.field];
  const list = useRef<HTMLFieldSetElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another field was chosen
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[aria-pressed="true"]');
    if (list.current === null || chosen === null || chosen === undefined) return;
    const { top, bottom } = chosen.getBoundingClientRect();
    const box = list.current.getBoundingClientRect();
    if (top < box.top || bottom > box.bottom) list.current.scrollTop += top - box.top - box.height / 3;
  }, [draft.field]);
  const choose = (field: number, offset = fields[field]?.start ?? 0) => setDraft({ field, offset, xor: 1 });
  return (
    <>
      <Section title={t('pickTitle')}>
        <div className={css.actions}>
          {picksFor[kind].map((pick) => (
            <PickButton key={pick} pick={pick} fields={fields} chosen={draft.field} onChoose={choose} />
          ))}
        </div>
        {kind === 'block' && <PartSelect fields={fields} value={part} onChange={(first) => choose(first)} />}
        <fieldset ref={list} className={css.fields} aria-label={t('fieldsLabel')}>
          {labelled.map((field, index) =>
            partOf(fields[index]) !== part || field.end <= field.start ? null : (
              <button
                key={fields[index]!.path}
                type="button"
                className={css.field}
                aria-pressed={index === draft.field}
                onClick={() => choose(index)}
              >
                <span className={css.swatch} data-hue={field.hue} />
                <span>{field.label}</span>
                <span className={css.fieldText}>{field.text}</span>
              </button>
            ),
          )}
        </fieldset>
        {shown !== undefined && (
          <ByteEditor
            key={draft.field}
            bytes={bytes}
            field={shown}
            offset={draft.offset}
            xor={draft.xor}
            onChoose={(offset) => setDraft({ ...draft, offset, xor: 1 })}
            onChange={(xor) => setDraft({ ...draft, xor })}
          />
        )}
      </Section>
      <Judgement kind={kind} object={object} bytes={bytes} draft={draft} />
      <Sender kind={kind} object={object} draft={draft} />
    </>
  );
}

function PickButton({
  pick,
  fields,
  chosen,
  onChoose,
}: {
  readonly pick: Pick;
  readonly fields: readonly Field[];
  readonly chosen: number;
  readonly onChoose: (field: number, offset: number) => void;
}) {
  const t = useText('breakIt');
  const found = findPick(fields, pick);
  if (found === undefined) return null;
  return (
    <Button
      aria-pressed={found.field === chosen}
      tone={found.field === chosen ? 'primary' : 'plain'}
      onClick={() => onChoose(found.field, found.offset)}
    >
      {t(`pick.${pick}`)}
    </Button>
  );
}

/** Header or one of the transactions: a block has too many fields to list at once. */
function PartSelect({
  fields,
  value,
  onChange,
}: {
  readonly fields: readonly Field[];
  readonly value: number;
  readonly onChange: (firstField: number) => void;
}) {
  const t = useText('breakIt');
  const first = new Map<number, number>();
  fields.forEach((field, index) => {
    const part = partOf(field);
    if (!first.has(part)) first.set(part, index);
  });
  const options = [...first.keys()].map((part) => ({
    value: part,
    label: part < 0 ? t('header') : part === 0 ? t('coinbase') : t('payment', { txid: part }),
  }));
  return (
    <Select
      label={t('part')}
      value={value}
      options={options}
      onChange={(part) => onChange(first.get(part) ?? 0)}
    />
  );
}

/** Number of the transaction a block's field stands in, −1 for the header and the count. */
function partOf(field: Field | undefined): number {
  const match = /^tx\[(\d+)\]/.exec(field?.path ?? '');
  return match === null ? -1 : Number(match[1]);
}

function Judgement({
  kind,
  object,
  bytes,
  draft,
}: {
  readonly kind: 'block' | 'tx';
  readonly object: number;
  readonly bytes: Uint8Array;
  readonly draft: Draft;
}) {
  const t = useText('breakIt');
  const { history, tip } = useMoment();
  const genesisTime = useStudio((state) => state.genesisTime ?? 0);
  const seconds = useStudio((state) => Math.floor(state.playhead.time / 1_000_000));
  const { offset, xor } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: history grows behind the same name
  const verdict = useMemo((): CopyVerdict | undefined => {
    if (xor === 0) return undefined;
    const copy = bytes.slice();
    copy[offset]! ^= xor;
    const block = history.blocks[object];
    if (kind === 'block') return block === undefined ? undefined : judgeBlockCopy(copy, block);
    const record = history.transactions[object];
    return record === undefined ? undefined : judgeTxCopy(copy, record, history, tip, genesisTime + seconds);
  }, [bytes, offset, xor, kind, object, history, tip, genesisTime, kind === 'tx' ? seconds : 0]);
  const honest = kind === 'block' ? history.blocks[object]?.hash : history.transactions[object]?.txid;
  return (
    <Section title={t('verdictTitle')}>
      <div
        className={css.verdict}
        data-ok={verdict === undefined ? 'wait' : verdict.reason === undefined}
        aria-live="polite"
      >
        {verdict === undefined ? (
          <p>{t('unchanged')}</p>
        ) : (
          <VerdictWords kind={kind} verdict={verdict} honest={honest ?? ''} />
        )}
      </div>
    </Section>
  );
}

function VerdictWords({
  kind,
  verdict,
  honest,
}: {
  readonly kind: 'block' | 'tx';
  readonly verdict: CopyVerdict;
  readonly honest: string;
}) {
  const t = useText('breakIt');
  const { reason, detail, blame, id, holders, orphan, mined } = verdict;
  const same = id === honest;
  return (
    <>
      {reason === undefined ? (
        <strong>{t('accepted')}</strong>
      ) : (
        <>
          <strong>
            {t(reason === 'malformed' ? 'malformed' : holders === undefined ? 'refused' : 'strangers')}
          </strong>
          <ReasonText reason={reason} detail={detail} />
        </>
      )}
      {mined === true && <p>{t('alreadyMined')}</p>}
      {orphan === true && <p>{t('orphan')}</p>}
      {id !== '' && kind === 'block' && <p>{t(same ? 'sameHash' : 'otherHash', { hash: shown(id) })}</p>}
      {id !== '' && kind === 'tx' && <p>{t(same ? 'sameTxid' : 'otherTxid', { txid: shown(id) })}</p>}
      {reason !== undefined && <p>{t(blame ? 'blame' : 'noBlame')}</p>}
      {holders !== undefined && (
        <>
          <strong>{t('holders')}</strong>
          <ReasonText reason={holders.reason} detail={holders.detail} />
        </>
      )}
    </>
  );
}

function shown(id: string): string {
  return `${id.slice(0, 8)}…${shortHash(id)}`;
}

function Sender({
  kind,
  object,
  draft,
}: {
  readonly kind: 'block' | 'tx';
  readonly object: number;
  readonly draft: Draft;
}) {
  const t = useText('breakIt');
  const verbs = useVerbs();
  const studio = useStudioCore();
  const { history, time } = useMoment();
  const peers = usePeers().filter((peer) => peer.online);
  const honest = kind === 'block' ? history.blocks[object] : history.transactions[object];
  const prologue = kind === 'block' && (history.blocks[object]?.foundAt ?? 0) < 0;
  const holders = new Set(
    history
      .arrivals(kind, object)
      .filter((arrival) => arrival.time <= time)
      .map(({ node }) => node),
  );
  const holds = (node: number) => prologue || kind === 'tx' || holders.has(node);
  const [chosen, setChosen] = useState(-1);
  const sender =
    chosen >= 0 ? chosen : (peers.find(({ index }) => holders.has(index))?.index ?? peers[0]?.index ?? -1);
  const name = history.nodes[sender]?.name;
  const [sent, setSent] = useState<{ readonly time: number; readonly node: number }>();
  const send = () => {
    if (name === undefined || honest === undefined) return;
    const id = 'hash' in honest ? honest.hash : honest.wtxid;
    setSent({ time: studio.getState().playhead.time, node: sender });
    void verbs.act({ type: 'send-broken', node: name, kind, id, offset: draft.offset, xor: draft.xor });
  };
  return (
    <>
      <Section title={t('sender')}>
        <NodeSelect
          label={t('senderHint')}
          peers={peers}
          value={sender}
          onChange={setChosen}
          error={sender < 0 || holds(sender) ? undefined : t('notHeld')}
        />
        <div className={css.actions}>
          <Button tone="danger" disabled={draft.xor === 0 || name === undefined} onClick={send}>
            {t('send')}
          </Button>
        </div>
      </Section>
      {sent !== undefined && <Aftermath since={sent.time} about={(row) => isAbout(row, sent.node)} />}
    </>
  );

  /** Refusals of copies, and what befalls the sender. */
  function isAbout(row: LogRow, node: number): boolean {
    switch (row.kind) {
      case LogKind.blockRejected:
        return history.blocks[row.object]?.tampered === true;
      case LogKind.txRejected:
      case LogKind.txAccepted:
        return kind === 'tx' && row.object !== object && row.b === node;
      case LogKind.misbehaviour:
      case LogKind.linkDown:
        return row.a === node || row.b === node;
      case LogKind.action:
      case LogKind.actionRefused:
        return history.actions[row.object]?.action.type === 'send-broken';
      default:
        return false;
    }
  }
}
