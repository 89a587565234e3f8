import { useState } from 'react';
import { type Role, roles } from '#simulation/records';
import { Select } from '../../design/select.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useStudioCore } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { emptiestPlace } from '../emptiest-place.ts';
import { usePeers } from '../use-peers.ts';
import { ActionFormCard } from './action-form.tsx';

/** A newcomer: it knows nobody's blocks and has to find its own neighbours. */
export function AddNodeForm() {
  const t = useText('actions');
  const peers = usePeers();
  const studio = useStudioCore();
  const [name, setName] = useState(() => freeName(peers.map((peer) => peer.name)));
  const [role, setRole] = useState<Role>('node');
  const miners = peers.filter((peer) => peer.hashRate > 0);
  const usual =
    miners.length === 0
      ? 1000
      : Math.round(miners.reduce((sum, peer) => sum + peer.hashRate, 0) / miners.length);
  const [rate, setRate] = useState(String(usual));
  const mines = role === 'miner' || role === 'attacker';
  const nameWrong = nameError(
    name,
    peers.map((peer) => peer.name),
  );
  const rateWrong = mines && !/^\d{1,9}$/.test(rate.trim());
  const scene = studio.scene();
  const place = emptiestPlace(peers.map((peer) => scene.nodes[peer.index]!));
  return (
    <ActionFormCard
      title={t('addNode.title')}
      explanation={t('addNode.explanation')}
      verb={t('addNode.verb')}
      action={
        nameWrong === undefined && !rateWrong
          ? { type: 'add-node', name: name.trim(), role, hashRate: mines ? Number(rate) : 0, ...place }
          : undefined
      }
      onIncomplete={() => undefined}
    >
      <TextField
        label={t('field.name')}
        value={name}
        onChange={setName}
        error={nameWrong === undefined ? undefined : t(`wrong.${nameWrong}`)}
      />
      <Select
        label={t('field.role')}
        value={role}
        options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={setRole}
      />
      {mines && (
        <TextField
          label={t('field.hashRate')}
          inputMode="numeric"
          unit={t('field.perSecond')}
          value={rate}
          onChange={setRate}
          error={rateWrong ? t('wrong.rate') : undefined}
        />
      )}
    </ActionFormCard>
  );
}

function nameError(name: string, taken: readonly string[]): 'name' | 'nameTaken' | undefined {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,11}$/u.test(name.trim())) return 'name';
  return taken.includes(name.trim()) ? 'nameTaken' : undefined;
}

function freeName(taken: readonly string[]): string {
  for (let number = taken.length + 1; ; number++) {
    if (!taken.includes(`P${number}`)) return `P${number}`;
  }
}
