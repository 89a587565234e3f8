import { useEffect, useState } from 'react';
import { TextField } from '../../design/text-field.tsx';
import { formatCoins } from '../../format/coins.ts';
import { useStudio, useStudioCore } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { type ParsedCoins, parseCoins } from '../parse-coins.ts';

/** An amount of coins, with what the payer's wallet can spend said beneath. */
export function AmountField(props: {
  readonly payer: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Say what is wrong even before anything was typed. */
  readonly strict: boolean;
}) {
  const t = useText('actions');
  const spendable = useSpendable(props.payer);
  const parsed = parseCoins(props.value);
  const error = amountError(parsed, spendable);
  const hint = spendable === undefined ? undefined : t('field.spendable', { amount: formatCoins(spendable) });
  return (
    <TextField
      label={t('field.amount')}
      inputMode="decimal"
      unit={t('field.coins')}
      value={props.value}
      onChange={props.onChange}
      hint={hint}
      error={error === undefined || (error === 'empty' && !props.strict) ? undefined : t(`wrong.${error}`)}
    />
  );
}

/** Why an amount cannot be paid, or undefined when it can (as far as the page knows). */
function amountError(parsed: ParsedCoins, spendable: bigint | undefined) {
  if (!parsed.ok) return parsed.why;
  return spendable !== undefined && parsed.satoshis > spendable ? 'not-enough' : undefined;
}

/** Satoshis that a node's wallet can spend at the playhead; undefined while it is not known. */
export function useSpendable(node: number): bigint | undefined {
  const studio = useStudioCore();
  const time = useStudio((state) => (state.playing ? -1 : state.playhead.time));
  const [spendable, setSpendable] = useState<bigint | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wallet is another one when the playhead moved
  useEffect(() => {
    setSpendable(undefined);
    if (node < 0) return undefined;
    let wanted = true;
    void studio.verbs.inspect({ type: 'wallet', node }).then((reply) => {
      if (!wanted || reply.type !== 'wallet') return;
      const coins = reply.coins.filter((coin) => coin.spendable);
      setSpendable(coins.reduce((sum, coin) => sum + BigInt(coin.value), 0n));
    });
    return () => {
      wanted = false;
    };
  }, [studio, node, time]);
  return spendable;
}
