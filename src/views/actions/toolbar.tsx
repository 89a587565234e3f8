import { Ellipsis, HeartPulse, Pickaxe, Redo2, Scissors, Send, Undo2, Zap } from 'lucide-react';
import { Button, IconButton } from '../design/button.tsx';
import { Menu, type MenuEntry } from '../design/menu.tsx';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { useActions } from './action-state.ts';
import css from './toolbar.module.css';
import { usePartitioned, usePeers } from './use-peers.ts';

const size = 16;

/** What one can do to the network, at hand on its picture. */
export function Toolbar() {
  const t = useText('actions');
  const verbs = useVerbs();
  const openForm = useActions((state) => state.openForm);
  const { selected, canUndo, canRedo } = useStudio((state) => ({
    selected: state.selection.kind === 'node' ? state.selection.node : -1,
    canUndo: state.canUndo,
    canRedo: state.canRedo,
  }));
  const peers = usePeers();
  const partitioned = usePartitioned();
  const miners = peers.filter((peer) => peer.online && peer.hashRate > 0);
  const more: MenuEntry[] = [
    { label: t('conflict.menu'), onSelect: () => openForm({ type: 'conflict', from: selected }) },
    { label: t('hashRate.menu'), onSelect: () => openForm({ type: 'hash-rate', node: selected }) },
    { kind: 'separator' },
    { label: t('addNode.menu'), onSelect: () => openForm({ type: 'add-node' }) },
    { label: t('connect.menu'), onSelect: () => openForm({ type: 'connect', a: selected }) },
    { label: t('partition.menu'), onSelect: () => openForm({ type: 'partition' }) },
    { kind: 'separator' },
    {
      label: t('traffic.start'),
      onSelect: () => void verbs.act({ type: 'traffic', meanWaitMicros: 5_000_000 }),
    },
    { label: t('traffic.stop'), onSelect: () => void verbs.act({ type: 'traffic', meanWaitMicros: 0 }) },
  ];
  const mineEntries: MenuEntry[] = [
    { kind: 'heading', label: t('mineNow.who') },
    ...miners.map(
      (peer): MenuEntry => ({
        label: peer.name,
        onSelect: () => void verbs.act({ type: 'mine-now', node: peer.name }),
      }),
    ),
  ];
  return (
    <div className={css.toolbar} role="toolbar" aria-label={t('label')}>
      <Button className={css.tool} onClick={() => openForm({ type: 'pay', from: selected, to: -1 })}>
        <Send size={size} aria-hidden />
        <span>{t('pay.short')}</span>
      </Button>
      <Menu
        entries={mineEntries}
        trigger={
          <Button className={css.tool}>
            <Pickaxe size={size} aria-hidden />
            <span>{t('mineNow.short')}</span>
          </Button>
        }
      />
      <Button className={css.tool} onClick={() => openForm({ type: 'collide', first: selected })}>
        <Zap size={size} aria-hidden />
        <span>{t('collide.short')}</span>
      </Button>
      {partitioned ? (
        <Button className={css.tool} onClick={() => void verbs.act({ type: 'heal' })}>
          <HeartPulse size={size} aria-hidden />
          <span>{t('heal.short')}</span>
        </Button>
      ) : (
        <Button className={css.tool} onClick={() => openForm({ type: 'partition' })}>
          <Scissors size={size} aria-hidden />
          <span>{t('partition.short')}</span>
        </Button>
      )}
      <Menu
        entries={more}
        align="end"
        trigger={
          <IconButton label={t('more')} className={css.round}>
            <Ellipsis size={size} aria-hidden />
          </IconButton>
        }
      />
      {(canUndo || canRedo) && (
        <>
          <IconButton
            label={t('undo')}
            shortcut="Ctrl Z"
            disabled={!canUndo}
            onClick={() => void verbs.undo()}
          >
            <Undo2 size={size} aria-hidden />
          </IconButton>
          <IconButton
            label={t('redo')}
            shortcut="Ctrl Y"
            disabled={!canRedo}
            onClick={() => void verbs.redo()}
          >
            <Redo2 size={size} aria-hidden />
          </IconButton>
        </>
      )}
    </div>
  );
}
