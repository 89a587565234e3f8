import { Maximize2, Minimize2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { IconButton } from '../../design/button.tsx';
import { Tabs } from '../../design/tabs.tsx';
import { useShell } from '../../shell/shell-state.ts';
import { useLayout } from '../../shell/use-layout.ts';
import { useStudio } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { Bench } from '../bench.tsx';
import css from './bench.module.css';
import { type BenchTab, benchTabs, useBenchForm } from './bench-form.ts';
import { useBenchPresence } from './bench-session.ts';
import { ByHand } from './by-hand.tsx';
import { ByMachine } from './by-machine.tsx';
import { Compare } from './compare.tsx';
import { DifficultyTab } from './difficulty.tsx';
import { Genesis } from './genesis.tsx';
import { Supply } from './supply.tsx';

/** Proof of work to touch: by hand, by machine, in history and by comparison. */
export function MiningBench() {
  const t = useText('bench');
  const { tab, set } = useBenchForm((state) => state);
  useBenchPresence(giveRoomBack);
  const screen = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another part begins at its top
  useEffect(() => {
    screen.current?.parentElement?.scrollTo(0, 0);
  }, [tab]);
  return (
    <Bench title={t('title')}>
      <div className={css.screen} ref={screen}>
        <Tabs
          label={t('tabs.label')}
          value={tab}
          tabs={benchTabs.map((value) => ({ value, label: t(`tabs.${value}`) }))}
          onChange={(value) => set({ tab: value })}
          aside={<FillButton />}
        >
          <div className={css.part}>{part(tab)}</div>
        </Tabs>
      </div>
    </Bench>
  );
}

/** A bench that filled the page leaves no lone inspector behind. */
function giveRoomBack(): void {
  const { focused, toggleFocused } = useShell.getState();
  if (focused === 'inspector') toggleFocused('inspector');
}

function part(tab: BenchTab) {
  switch (tab) {
    case 'hand':
      return <ByHand />;
    case 'machine':
      return <ByMachine />;
    case 'genesis':
      return <Genesis />;
    case 'compare':
      return <Compare />;
    case 'difficulty':
      return <DifficultyTab />;
    case 'supply':
      return <Supply />;
  }
}

function FillButton() {
  const t = useText('bench');
  const layout = useLayout(useStudio((state) => state.presenter));
  const { focused, toggleFocused } = useShell((state) => state);
  if (layout !== 'wide') return null;
  const fills = focused === 'inspector';
  return (
    <IconButton label={t(fills ? 'unfill' : 'fill')} shortcut="F" onClick={() => toggleFocused('inspector')}>
      {fills ? <Minimize2 size={16} aria-hidden /> : <Maximize2 size={16} aria-hidden />}
    </IconButton>
  );
}
