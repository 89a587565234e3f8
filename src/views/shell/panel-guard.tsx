import { Component, type ReactNode } from 'react';
import type { Turn } from '#app/turns';
import { Button } from '../design/button.tsx';
import { TurnContext, useStudio } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './app.module.css';

/** Keeps a mistake in one panel from taking the page with it: the others go on, and this one can be drawn again.
 * Another world or timeline draws it again by itself. While time runs, its parts change together, at its turn. */
export function PanelGuard({ turn, children }: { readonly turn: Turn; readonly children: ReactNode }) {
  const world = useStudio((state) => `${state.run.scenario.id} ${state.run.seed} ${state.activeTimeline}`);
  return (
    <TurnContext value={turn}>
      <Boundary key={world}>{children}</Boundary>
    </TurnContext>
  );
}

interface BoundaryState {
  readonly broken: boolean;
}

class Boundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { broken: false };

  static getDerivedStateFromError(): BoundaryState {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return <Broken onRetry={() => this.setState({ broken: false })} />;
  }
}

function Broken({ onRetry }: { readonly onRetry: () => void }) {
  const t = useText('shell');
  return (
    <div className={css.broken} role="alert">
      <p>{t('broken')}</p>
      <Button onClick={onRetry}>{t('drawAgain')}</Button>
    </div>
  );
}
