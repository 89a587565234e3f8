import { useText } from '../../use-text.ts';
import { PanelFrame } from '../panel-frame.tsx';
import { Prose } from './facts.tsx';

/** Stands in when what was selected does not exist at the playhead: before it was made, or in the other timeline. */
export function Gone({
  what,
}: {
  readonly what: 'block' | 'tx' | 'node' | 'message' | 'link' | 'reorg' | 'attack';
}) {
  const t = useText('inspector');
  const note = () => (
    <Prose>
      <p>{t(what === 'message' ? 'gone.messageNote' : 'gone.note')}</p>
    </Prose>
  );
  return <PanelFrame title={t(`gone.${what}`)} explain={note} fields={note} bytes={note} />;
}
