import css from '../../design/field.module.css';
import { Select } from '../../design/select.tsx';
import { useText } from '../../use-text.ts';
import type { Peer } from '../use-peers.ts';

/** Chooses a peer by name; −1 until one is chosen. */
export function NodeSelect(props: {
  readonly label: string;
  readonly peers: readonly Peer[];
  readonly value: number;
  readonly onChange: (node: number) => void;
  readonly error?: string | undefined;
}) {
  const t = useText('actions');
  const options = props.peers.map((peer) => ({
    value: peer.index,
    label: peer.online ? peer.name : t('offline', { node: peer.name }),
  }));
  if (props.value < 0) options.unshift({ value: -1, label: t('choose') });
  return (
    <div>
      <Select label={props.label} value={props.value} options={options} onChange={props.onChange} />
      {props.error !== undefined && <p className={css.error}>{props.error}</p>}
    </div>
  );
}
