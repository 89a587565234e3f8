import type { Parameter } from '#simulation/scenario/parameter';
import { formatCoins } from '../format/coins.ts';
import { formatPercent } from '../format/quantity.ts';
import { useText } from '../use-text.ts';
import { entryText, entryUnit } from './parameter-entry.ts';

/** Says a parameter's value in words: “30 %”, “6”, “5.00 coins”, “on”. */
export function useParameterWords(): (parameter: Parameter, value: number | boolean) => string {
  const t = useText('director');
  return (parameter, value) => {
    if (parameter.kind === 'switch') return t(value === true ? 'switch.on' : 'switch.off');
    const number = typeof value === 'number' ? value : parameter.value;
    const unit = entryUnit(parameter);
    if (unit === 'percent') return formatPercent(number);
    const shown =
      unit === 'coins' && Number.isSafeInteger(number)
        ? formatCoins(BigInt(number))
        : entryText(parameter, number);
    return unit === 'none' ? shown : `${shown}\u202f${t(`unit.${unit}`)}`;
  };
}
