import { useStore } from 'zustand';
import { difficultyOf } from '#app/bench/difficulty-scale';
import { Button } from '../../design/button.tsx';
import { Slider } from '../../design/slider.tsx';
import { useText } from '../../use-text.ts';
import css from './bench.module.css';
import { useBenchForm } from './bench-form.ts';
import { useBench } from './bench-session.ts';
import { formatHuge, formatRate, formatReal, useLongTime } from './bench-words.ts';
import { speedOf } from './by-machine.tsx';
import { Figure, Figures } from './figure.tsx';
import { Retarget } from './retarget.tsx';
import { TargetSlider } from './target-slider.tsx';
import { ZeroHash } from './zero-hash.tsx';

/** One number in all its dresses, and how it adjusts itself. */
export function DifficultyTab() {
  const t = useText('bench');
  const longTime = useLongTime();
  const { studyBits, studyPower, set } = useBenchForm((state) => state);
  const { machine } = useBench();
  const own = useStore(machine.store, speedOf);
  const difficulty = difficultyOf(studyBits)!;
  const power = 10 ** studyPower;
  return (
    <div className={css.wide}>
      <p className={css.lead}>{t('difficulty.lead')}</p>
      <div className={css.fieldPair}>
        <TargetSlider bits={studyBits} from={1} to={90} onChange={(bits) => set({ studyBits: bits })} />
        <Slider
          label={t('difficulty.power')}
          value={studyPower}
          min={0}
          max={21}
          step={0.1}
          words={t('unit.rate', { rate: formatRate(power) })}
          onChange={(value) => set({ studyPower: value })}
        />
      </div>
      <div className={css.stack}>
        <ZeroHash hash={difficulty.target.toString(16).padStart(64, '0')} name={t('difficulty.target')} />
        <Figures>
          <Figure
            name={t('difficulty.bits')}
            value={<code>{studyBits.toString(16).padStart(8, '0')}</code>}
          />
          <Figure
            name={t('difficulty.difficulty')}
            value={formatReal(difficulty.difficulty)}
            note={t('difficulty.difficultyNote')}
          />
          <Figure name={t('difficulty.tries')} value={formatHuge(difficulty.tries)} />
          <Figure name={t('difficulty.zeroBits')} value={difficulty.zeroBits.toFixed(2)} />
          <Figure name={t('difficulty.time')} value={longTime(difficulty.tries / power)} />
        </Figures>
        <div className={css.buttons}>
          <Button disabled={own === 0} onClick={() => set({ studyPower: Math.log10(own) })}>
            {t('difficulty.thisMachine')}
          </Button>
          {own === 0 && <span className={css.quiet}>{t('difficulty.notMeasured')}</span>}
        </div>
      </div>
      <Retarget />
    </div>
  );
}
