import { Dices, RotateCcw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type ChainParams, classParams, mainnetParams } from '#bitcoin/consensus/params';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { decodeAddress } from '#bitcoin/keys/address';
import {
  type DerivationLabel,
  type DerivationStep,
  deriveAddressSteps,
} from '#bitcoin/keys/derivation-steps';
import { Button, IconButton } from '../../design/button.tsx';
import { Select } from '../../design/select.tsx';
import { Switch } from '../../design/switch.tsx';
import { Chip } from '../../inspector/parts/chip.tsx';
import { CopyButton } from '../../inspector/parts/hash-text.tsx';
import { useText, useTextIfKnown } from '../../use-text.ts';
import css from './keys-page.module.css';

/** Key of the standard's examples: 1 is the smallest there is, and its address is known everywhere. */
const firstKey = `${'0'.repeat(63)}1`;

/** From a private key to its addresses, every step in view; each can be edited, and the checksum refuses what is wrong. */
export function KeysPage() {
  const t = useText('glass');
  const [privateKey, setPrivateKey] = useState(firstKey);
  const [compressed, setCompressed] = useState(true);
  const [network, setNetwork] = useState<'main' | 'class'>('class');
  const [edits, setEdits] = useState<Readonly<Partial<Record<DerivationLabel, Uint8Array>>>>({});
  const params: ChainParams = network === 'main' ? mainnetParams : classParams;
  const key = useMemo(() => bytesOf(privateKey, 32), [privateKey]);
  const derived = useMemo(
    () => (key === undefined ? undefined : deriveAddressSteps(key, { params, compressed, edits })),
    [key, params, compressed, edits],
  );
  const address = derived?.ok
    ? derived.steps.find((step) => step.label === 'base58-address')?.text
    : undefined;
  const edited = Object.keys(edits).length > 0;
  return (
    <div className={css.page}>
      <p className={css.prose}>{t('keys.gist')}</p>
      <div className={css.options}>
        <Button
          onClick={() => {
            setPrivateKey(bytesToHex(crypto.getRandomValues(new Uint8Array(32))));
            setEdits({});
          }}
        >
          <Dices size={16} aria-hidden />
          {t('keys.make')}
        </Button>
        <Select
          label={t('keys.network')}
          labelHidden
          value={network}
          options={[
            { value: 'class', label: t('keys.here') },
            { value: 'main', label: t('keys.mainnet') },
          ]}
          onChange={setNetwork}
        />
        <Switch label={t('keys.compressed')} checked={compressed} onChange={setCompressed} />
      </div>
      <label className={css.step}>
        <span className={css.label}>{t('keys.step.private-key')}</span>
        <input
          className={css.input}
          value={privateKey}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={derived === undefined || !derived.ok}
          onChange={(event) => {
            setPrivateKey(event.target.value.trim().toLowerCase());
            setEdits({});
          }}
        />
        <span className={css.note}>
          {derived === undefined
            ? t('keys.badKey')
            : !derived.ok
              ? t('keys.outOfRange')
              : t('keys.explain.private-key')}
        </span>
      </label>
      {derived?.ok && (
        <ol className={css.steps}>
          {derived.steps
            .filter((step) => step.label !== 'private-key')
            .map((step) => (
              <Step
                key={step.label}
                step={step}
                onEdit={(bytes) => {
                  const { [step.label]: _, ...rest } = edits;
                  setEdits(bytes === undefined ? rest : { ...rest, [step.label]: bytes });
                }}
              />
            ))}
        </ol>
      )}
      {edited && (
        <Button onClick={() => setEdits({})}>
          <RotateCcw size={15} aria-hidden />
          {t('keys.reset')}
        </Button>
      )}
      <AddressCheck key={address} suggestion={address ?? ''} />
    </div>
  );
}

/** Steps whose bytes can be changed by hand: the ones a checksum or a version stands behind. */
const editable: ReadonlySet<DerivationLabel> = new Set([
  'version-payload',
  'checksum',
  'address-bytes',
  'ripemd160',
]);

function Step({
  step,
  onEdit,
}: {
  readonly step: DerivationStep;
  readonly onEdit: (bytes: Uint8Array | undefined) => void;
}) {
  const t = useText('glass');
  const [draft, setDraft] = useState<string>();
  const shown =
    step.text ?? (step.label === 'witness-words' ? [...step.bytes].join(' ') : bytesToHex(step.bytes));
  return (
    <li className={css.step} data-edited={step.edited || undefined}>
      <span className={css.label}>
        {t(`keys.step.${step.label}`)}
        {step.edited && <Chip tone="pending">{t('keys.edited')}</Chip>}
      </span>
      {editable.has(step.label) ? (
        <span className={css.line}>
          <input
            className={css.input}
            aria-label={t(`keys.step.${step.label}`)}
            value={draft ?? shown}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={draft !== undefined && bytesOf(draft, step.bytes.length) === undefined}
            onChange={(event) => {
              const text = event.target.value.trim().toLowerCase();
              setDraft(text);
              const bytes = bytesOf(text, step.bytes.length);
              if (bytes !== undefined) {
                setDraft(undefined);
                onEdit(bytes);
              }
            }}
            onBlur={() => setDraft(undefined)}
          />
          {step.edited && (
            <IconButton label={t('keys.resetStep')} onClick={() => onEdit(undefined)}>
              <RotateCcw size={15} aria-hidden />
            </IconButton>
          )}
        </span>
      ) : (
        <span className={css.line}>
          <code className={css.value} data-result={step.text !== undefined || undefined}>
            {shown}
          </code>
          <CopyButton text={shown} what={t(`keys.step.${step.label}`)} />
        </span>
      )}
      <span className={css.note}>{t(`keys.explain.${step.label}`)}</span>
    </li>
  );
}

/** Reads an address as any wallet does, and shows where it is wrong. */
function AddressCheck({ suggestion }: { readonly suggestion: string }) {
  const t = useText('glass');
  const known = useTextIfKnown('glass');
  const [text, setText] = useState(suggestion);
  const result = text.trim() === '' ? undefined : decodeAddress(text.trim());
  const wrong = new Set(result?.ok === false ? result.positions : []);
  return (
    <section className={css.check}>
      <h4>{t('keys.checkTitle')}</h4>
      <p className={css.prose}>{t('keys.checkNote')}</p>
      <input
        className={css.input}
        aria-label={t('keys.checkTitle')}
        value={text}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={result?.ok === false}
        onChange={(event) => setText(event.target.value)}
      />
      {wrong.size > 0 && (
        <code className={css.marked}>
          {[...text.trim()].map((character, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: characters are known by their place
            <span key={index} data-wrong={wrong.has(index) || undefined}>
              {character}
            </span>
          ))}
        </code>
      )}
      {result !== undefined &&
        (result.ok ? (
          <p>
            <Chip tone="agreed">{t('keys.good')}</Chip>{' '}
            {t('keys.pays', { type: result.type, network: result.network })}
            <code className={css.value}>{bytesToHex(result.script)}</code>
          </p>
        ) : (
          <p className={css.bad}>
            <Chip tone="danger">{t('keys.bad')}</Chip> {known(`keys.why.${result.reason}`) ?? ''}{' '}
            {result.detail}
          </p>
        ))}
    </section>
  );
}

function bytesOf(hex: string, length: number): Uint8Array | undefined {
  try {
    const bytes = hexToBytes(hex);
    return bytes.length === length ? bytes : undefined;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
