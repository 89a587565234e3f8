import { Component, type ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { useStudio } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './app.module.css';

/** Keeps a mistake in one panel from taking the page with it: the others go on, and this one can be drawn again.
 * Another world or timeline draws it again by itself. */
export function PanelGuard({ children }: { readonly children: ReactNode }) {
  const world = useStudio((state) => `${state.run.scenario.id} ${state.run.seed} ${state.activeTimeline}`);
  return <Boundary key={world}>{children}</Boundary>;
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
