import { difficultyAt, difficultyOf, zeroBitStep } from '#app/bench/difficulty-scale';
import { Slider } from '../../design/slider.tsx';
import { useText } from '../../use-text.ts';
import { formatHuge } from './bench-words.ts';

/** How hard a block is to find, on a logarithmic scale: 20 steps for each doubling. */
export function TargetSlider(props: {
  readonly bits: number;
  readonly from: number;
  readonly to: number;
  readonly onChange: (bits: number) => void;
}) {
  const t = useText('bench');
  const now = difficultyOf(props.bits);
  const zeroBits = Math.min(props.to, Math.max(props.from, now?.zeroBits ?? props.from));
  return (
    <Slider
      label={t('target.slider')}
      value={Math.round(zeroBits / zeroBitStep) * zeroBitStep}
      min={props.from}
      max={props.to}
      step={zeroBitStep}
      words={t('target.words', { tries: formatHuge(now?.tries ?? 0) })}
      onChange={(value) => props.onChange(difficultyAt(value).bits)}
    />
  );
}
