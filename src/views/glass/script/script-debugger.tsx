import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, RotateCcw } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import type { Transaction, TxOutput } from '#bitcoin/primitives/transaction';
import { assembleScript } from '#bitcoin/script/assemble';
import type { ScriptFlags } from '#bitcoin/script/flags';
import { opcodeName } from '#bitcoin/script/opcodes';
import type { TracedSignature } from '#bitcoin/script/script-trace';
import { traceInput } from '#bitcoin/script/script-trace';
import { hashTypeName } from '#bitcoin/script/signature-encoding';
import { Button, IconButton } from '../../design/button.tsx';
import { AnnotatedHex } from '../../inspector/bytes/annotated-hex.tsx';
import { Chip } from '../../inspector/parts/chip.tsx';
import { useText, useTextIfKnown } from '../../use-text.ts';
import { bip143Fields, type PreimageField } from './preimage-fields.ts';
import css from './script-debugger.module.css';
import { scriptSource } from './script-source.ts';
import { itemKind, itemsOf, itemText, type ScriptWalk, type WalkStop, walkOf } from './script-walk.ts';

/** Runs the scripts of one input step by step, forwards and back: what ran, what lies on the stack, what was signed.
 * The scripts and the witness can be edited and run again. */
export function ScriptDebugger({
  tx,
  input,
  prevouts,
  flags,
}: {
  readonly tx: Transaction;
  readonly input: number;
  /** One for each input. */
  readonly prevouts: readonly TxOutput[];
  readonly flags: ScriptFlags;
}) {
  const t = useText('glass');
  const [edited, setEdited] = useState<Edited>();
  const [editing, setEditing] = useState(false);
  const applied = useMemo(() => applyEdits(tx, input, prevouts, edited), [tx, input, prevouts, edited]);
  const walk = useMemo(
    () => walkOf(traceInput(applied.tx, input, applied.prevouts, flags)),
    [applied, input, flags],
  );
  const [at, setAt] = useState(0);
  const stopIndex = Math.min(at, walk.stops.length - 1);
  const stop = walk.stops[stopIndex];
  const last = walk.stops.length - 1;
  const go = (to: number) => setAt(Math.min(last, Math.max(0, to)));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as HTMLElement).closest('textarea, input') !== null) return;
    const to: Readonly<Record<string, number>> = {
      ArrowLeft: stopIndex - 1,
      ArrowRight: stopIndex + 1,
      Home: 0,
      End: last,
    };
    const target = to[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    go(target);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows work from any control inside
    <div className={css.debugger} onKeyDown={onKeyDown}>
      <div className={css.controls}>
        <IconButton label={t('script.toStart')} disabled={stopIndex === 0} onClick={() => go(0)}>
          <ChevronFirst size={18} aria-hidden />
        </IconButton>
        <IconButton label={t('script.back')} disabled={stopIndex === 0} onClick={() => go(stopIndex - 1)}>
          <ChevronLeft size={18} aria-hidden />
        </IconButton>
        <IconButton
          label={t('script.forward')}
          disabled={stopIndex === last}
          onClick={() => go(stopIndex + 1)}
        >
          <ChevronRight size={18} aria-hidden />
        </IconButton>
        <IconButton label={t('script.toEnd')} disabled={stopIndex === last} onClick={() => go(last)}>
          <ChevronLast size={18} aria-hidden />
        </IconButton>
        <span className={css.place}>{t('script.place', { at: stopIndex, last })}</span>
        <Verdict walk={walk} />
      </div>
      {walk.phases.map((phase, index) => (
        <section key={phase.phase} className={css.phase} data-now={stop?.phase === index || undefined}>
          <h4>{t(`script.phase.${phase.phase}`)}</h4>
          <p className={css.words}>
            {phase.words.length === 0 && <span className={css.none}>{t('script.empty')}</span>}
            {phase.words.map((word, wordIndex) => (
              <button
                key={word.offset}
                type="button"
                className={css.word}
                title={word.data}
                data-push={word.data !== undefined || undefined}
                data-state={stateOfWord(walk, stopIndex, index, wordIndex)}
                onClick={() => go(walk.stops.findIndex((s) => s.phase === index && s.word === wordIndex))}
              >
                {word.text.replace(/^OP_/, '')}
              </button>
            ))}
          </p>
        </section>
      ))}
      {stop !== undefined && (
        <div className={css.panes} aria-live="polite">
          <What walk={walk} stop={stop} isLast={stopIndex === last} />
          <StackView stop={stop} />
        </div>
      )}
      {stop?.signatures.map((signature, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the signatures of one step keep their order
        <Signature key={`${stopIndex} ${index}`} signature={signature} />
      ))}
      <div className={css.editHead}>
        <Button onClick={() => setEditing(!editing)} aria-expanded={editing}>
          {t('script.edit')}
        </Button>
        {edited !== undefined && (
          <Button tone="quiet" onClick={() => setEdited(undefined)}>
            <RotateCcw size={15} aria-hidden />
            {t('script.reset')}
          </Button>
        )}
      </div>
      {editing && (
        <Editor
          key={edited === undefined ? 'original' : 'edited'}
          tx={tx}
          input={input}
          prevouts={prevouts}
          edited={edited}
          error={applied.error}
          onChange={(next) => {
            setEdited(next);
            setAt(0);
          }}
        />
      )}
    </div>
  );
}

function Verdict({ walk }: { readonly walk: ScriptWalk }) {
  const t = useText('glass');
  return walk.verdict.ok ? (
    <Chip tone="agreed">{t('script.opens')}</Chip>
  ) : (
    <Chip tone="danger">{t('script.refuses', { error: walk.verdict.error })}</Chip>
  );
}

/** In words: what the instruction did, or why it all failed. */
function What({
  walk,
  stop,
  isLast,
}: {
  readonly walk: ScriptWalk;
  readonly stop: WalkStop;
  readonly isLast: boolean;
}) {
  const t = useText('glass');
  const known = useTextIfKnown('glass');
  const reasons = useTextIfKnown('reasons');
  const phase = walk.phases[stop.phase]!;
  const word = phase.words[stop.word];
  const name = stop.opcode === undefined ? '' : opcodeName(stop.opcode);
  const told =
    stop.word < 0
      ? t(`script.begin.${phase.phase}`)
      : !stop.executed && !/^OP_(IF|NOTIF|ELSE|ENDIF)$/.test(name)
        ? t('script.skipped')
        : word?.data !== undefined
          ? t('script.pushed', { bytes: word.data.length / 2 })
          : (known(`op.${name}`) ?? known(`opFamily.${familyOf(name)}`) ?? t('script.ran', { name }));
  const failed = stop.state.status === 'failed' ? stop.state.error : undefined;
  const verdict = walk.verdict;
  return (
    <div className={css.what}>
      <h4>{stop.word < 0 ? t('script.before') : (word?.text ?? t('script.end'))}</h4>
      <p>{told}</p>
      {failed !== undefined && (
        <p className={css.failure}>
          <code>{failed}</code> {reasons(`script.${failed}`)}
        </p>
      )}
      {isLast && failed === undefined && (
        <p className={verdict.ok ? css.success : css.failure}>
          {verdict.ok ? (
            t('script.success')
          ) : (
            <>
              <code>{verdict.error}</code> {reasons(`script.${verdict.error}`)}
            </>
          )}
        </p>
      )}
    </div>
  );
}

function StackView({ stop }: { readonly stop: WalkStop }) {
  const t = useText('glass');
  const items = itemsOf(stop.state.stack);
  const alt = itemsOf(stop.state.altStack);
  return (
    <div className={css.stacks}>
      <h4>{t('script.stack', { count: items.length })}</h4>
      {items.length === 0 ? (
        <p className={css.none}>{t('script.stackEmpty')}</p>
      ) : (
        <ol className={css.stack} reversed>
          {items.map((item, index) => (
            <StackItem
              // biome-ignore lint/suspicious/noArrayIndexKey: items are known by their depth
              key={index}
              item={item}
              fresh={items.length - index > stop.untouched}
            />
          ))}
        </ol>
      )}
      {alt.length > 0 && (
        <>
          <h4>{t('script.altStack')}</h4>
          <ol className={css.stack} reversed>
            {alt.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: items are known by their depth
              <StackItem key={index} item={item} fresh={false} />
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

function StackItem({ item, fresh }: { readonly item: Uint8Array; readonly fresh: boolean }) {
  const t = useText('glass');
  return (
    <li className={css.item} data-fresh={fresh || undefined} title={bytesToHex(item)}>
      <code>{itemText(item)}</code>
      <span>{t(`script.item.${itemKind(item)}`, { count: item.length })}</span>
    </li>
  );
}

function Signature({ signature }: { readonly signature: TracedSignature }) {
  const t = useText('glass');
  const { preimage, digest } = signature;
  return (
    <section className={css.signature} data-valid={signature.valid}>
      <h4>
        <Chip tone={signature.valid ? 'agreed' : 'danger'}>
          {t(signature.valid ? 'script.signatureFits' : 'script.signatureFails')}
        </Chip>
      </h4>
      <p>
        {t('script.signatureGist', {
          scheme: t(`script.scheme.${signature.scheme}`),
          type: hashTypeName(signature.hashType) ?? 'DEFAULT',
        })}
      </p>
      {preimage !== undefined && digest !== undefined && (
        <details className={css.details}>
          <summary>{t('script.preimage', { count: preimage.length })}</summary>
          <Preimage bytes={preimage} />
          <p>{t('script.digest')}</p>
          <code className={css.digest}>{bytesToHex(digest)}</code>
        </details>
      )}
    </section>
  );
}

/** The bytes that were hashed and signed; the parts of a SegWit preimage are named, others stay one run of bytes. */
function Preimage({ bytes }: { readonly bytes: Uint8Array }) {
  const t = useText('glass');
  const fields = fieldsOf(bytes).map((field, index) => ({
    start: field.start,
    end: field.end,
    label: t(`preimage.${field.part}`),
    text: field.text,
    hue: index % 8,
  }));
  return <AnnotatedHex hex={bytesToHex(bytes)} fields={fields} what={t('script.preimageLabel')} />;
}

function fieldsOf(preimage: Uint8Array): readonly PreimageField[] {
  try {
    return bip143Fields(preimage);
  } catch (error) {
    if (error instanceof DecodeError) return [];
    throw error;
  }
}

interface Edited {
  readonly unlocking: string;
  readonly locking: string;
  /** One item a line, hex. */
  readonly witness: string;
}

function Editor({
  tx,
  input,
  prevouts,
  edited,
  error,
  onChange,
}: {
  readonly tx: Transaction;
  readonly input: number;
  readonly prevouts: readonly TxOutput[];
  readonly edited: Edited | undefined;
  readonly error: string | undefined;
  readonly onChange: (edited: Edited) => void;
}) {
  const t = useText('glass');
  const [draft, setDraft] = useState<Edited>(edited ?? originalOf(tx, input, prevouts));
  const field = (name: keyof Edited, rows: number) => (
    <label className={css.field}>
      <span>{t(`script.field.${name}`)}</span>
      <textarea
        rows={rows}
        value={draft[name]}
        spellCheck={false}
        onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
      />
    </label>
  );
  return (
    <div className={css.editor}>
      <p className={css.hint}>{t('script.editHint')}</p>
      {field('unlocking', 2)}
      {field('witness', 3)}
      {field('locking', 2)}
      {error !== undefined && <p className={css.failure}>{t('script.editError', { error })}</p>}
      <Button tone="primary" onClick={() => onChange(draft)}>
        {t('script.run')}
      </Button>
    </div>
  );
}

function originalOf(tx: Transaction, input: number, prevouts: readonly TxOutput[]): Edited {
  const spending = tx.inputs[input]!;
  return {
    unlocking: scriptSource(spending.scriptSig),
    locking: scriptSource(prevouts[input]!.scriptPubKey),
    witness: spending.witness.map(bytesToHex).join('\n'),
  };
}

/** The transaction and outputs with the edits in place; unchanged, with a sentence, when they cannot be read. */
function applyEdits(
  tx: Transaction,
  input: number,
  prevouts: readonly TxOutput[],
  edited: Edited | undefined,
): { readonly tx: Transaction; readonly prevouts: readonly TxOutput[]; readonly error: string | undefined } {
  if (edited === undefined) return { tx, prevouts, error: undefined };
  try {
    const scriptSig = assembleScript(edited.unlocking);
    const scriptPubKey = assembleScript(edited.locking);
    const witness = edited.witness.trim() === '' ? [] : edited.witness.trim().split('\n').map(witnessItem);
    return {
      tx: { ...tx, inputs: tx.inputs.map((old, i) => (i === input ? { ...old, scriptSig, witness } : old)) },
      prevouts: prevouts.map((old, i) => (i === input ? { ...old, scriptPubKey } : old)),
      error: undefined,
    };
  } catch (error) {
    if (error instanceof DecodeError) return { tx, prevouts, error: error.message };
    throw error;
  }
}

function witnessItem(line: string): Uint8Array {
  return hexToBytes(line.trim().replace(/^<|>$/g, ''));
}

function stateOfWord(walk: ScriptWalk, at: number, phase: number, word: number): string {
  const stop = walk.stops[at];
  if (stop === undefined) return 'ahead';
  if (stop.phase === phase && stop.word === word) return stop.state.status === 'failed' ? 'failed' : 'now';
  const run = walk.stops.findIndex((s) => s.phase === phase && s.word === word);
  if (run < 0) return 'never';
  if (run > at) return 'ahead';
  return walk.stops[run]!.executed ? 'done' : 'skipped';
}

/** Opcodes that can share a sentence. */
function familyOf(name: string): string {
  if (/^OP_(0|1NEGATE|[0-9]+)$/.test(name)) return 'constant';
  if (/^OP_(ADD|SUB|1ADD|1SUB|NEGATE|ABS|NOT|0NOTEQUAL|MIN|MAX)$/.test(name)) return 'arithmetic';
  if (
    /^OP_(NUMEQUAL|NUMNOTEQUAL|LESSTHAN|GREATERTHAN|LESSTHANOREQUAL|GREATERTHANOREQUAL|WITHIN|BOOLAND|BOOLOR)$/.test(
      name,
    )
  )
    return 'comparison';
  if (/^OP_(SWAP|OVER|PICK|ROLL|ROT|TUCK|NIP|2DUP|3DUP|2OVER|2ROT|2SWAP|IFDUP|2DROP)$/.test(name))
    return 'stack';
  if (/^OP_NOP\d*$/.test(name)) return 'nothing';
  return 'other';
}
