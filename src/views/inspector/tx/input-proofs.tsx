import { useMemo, useState } from 'react';
import { classParams } from '#bitcoin/consensus/params';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { flagsAtHeight } from '#bitcoin/script/flags';
import { verifyInput } from '#bitcoin/script/verify-input';
import type { TxRecord } from '#simulation/records';
import { prefersReducedMotion } from '../../canvas/reduced-motion.ts';
import { Button } from '../../design/button.tsx';
import { ScriptDebugger } from '../../glass/script/script-debugger.tsx';
import { useText } from '../../use-text.ts';
import { useMoment } from '../moment.ts';
import { Chip } from '../parts/chip.tsx';
import { Prose, Section } from '../parts/facts.tsx';
import { OutputLink } from '../parts/object-link.tsx';
import { prevoutsOf } from './core-json.ts';
import css from './input-proofs.module.css';

/** Each input's right to spend: checked here and now, and stepped through on demand. */
export function InputProofs({ record }: { readonly record: TxRecord }) {
  const t = useText('inspector');
  const { history, tip } = useMoment();
  const [open, setOpen] = useState(-1);
  const flags = flagsAtHeight((history.blocks[tip]?.height ?? 0) + 1, classParams);
  const tx = useMemo(() => decodeTransaction(hexToBytes(record.hex)), [record]);
  const prevouts = useMemo(() => prevoutsOf(history, record), [history, record]);
  const verdicts = useMemo(
    () =>
      prevouts === undefined ? [] : tx.inputs.map((_, input) => verifyInput(tx, input, prevouts, flags)),
    [tx, prevouts, flags],
  );
  if (prevouts === undefined) return null;
  return (
    <Section title={t('proof.title')}>
      <Prose>
        <p>{t('proof.note')}</p>
      </Prose>
      <ul className={css.inputs}>
        {record.inputs.map((input, index) => {
          const verdict = verdicts[index]!;
          return (
            <li key={`${input.source}:${input.vout}`}>
              <div className={css.line}>
                <span>
                  {t('proof.spends')} <OutputLink tx={input.source} vout={input.vout} />
                </span>
                <Chip tone={verdict.ok ? 'agreed' : 'danger'}>
                  {verdict.ok ? t('proof.ok') : verdict.error}
                </Chip>
                <Button aria-expanded={open === index} onClick={() => setOpen(open === index ? -1 : index)}>
                  {t(open === index ? 'proof.close' : 'proof.step')}
                </Button>
              </div>
              {open === index && (
                <div ref={intoView}>
                  <ScriptDebugger tx={tx} input={index} prevouts={prevouts} flags={flags} />
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** The debugger opens below the fold of a narrow panel: its top is brought up once, when it appears. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'start', behavior: prefersReducedMotion() ? 'auto' : 'smooth' });
}
