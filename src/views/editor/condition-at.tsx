import { Plus, X } from 'lucide-react';
import { AttackPhase } from '#simulation/log';
import type { Condition, ConditionType } from '#simulation/scenario/condition';
import type { Place } from '#simulation/scenario/patch-scenario';
import { Button, IconButton } from '../design/button.tsx';
import field from '../design/field.module.css';
import { Select } from '../design/select.tsx';
import { useText } from '../use-text.ts';
import { conditionTypes, freshCondition } from './condition-shapes.ts';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { NodeAt, NumberAt, TextAt, useAt } from './fields.tsx';
import { useFault } from './use-faults.tsx';

const phases = Object.keys(AttackPhase).filter(
  (phase): phase is Exclude<keyof typeof AttackPhase, 'preparing'> => phase !== 'preparing',
);

/** A condition: which, and of whom, and how much. */
export function ConditionAt(props: {
  readonly place: Place;
  readonly label: string;
  readonly use: 'beat' | 'goal' | 'joined';
}) {
  const t = useText('editor');
  const { place, use } = props;
  const condition = useAt(place) as Condition | undefined;
  const { draft, set } = useEditor((state) => state);
  const error = useFault([...place, 'type']);
  const type = condition?.type ?? 'always';
  const node = draft?.nodes[0]?.name ?? '';
  return (
    <div className={css.condition}>
      <Select<ConditionType>
        label={props.label}
        value={type}
        options={conditionTypes(use).map((value) => ({ value, label: t(`condition.${value}`) }))}
        onChange={(chosen) => set(place, freshCondition(chosen, node))}
      />
      {error !== undefined && <p className={field.error}>{error}</p>}
      {condition !== undefined && <Details place={place} condition={condition} />}
    </div>
  );
}

function Details({ place, condition }: { readonly place: Place; readonly condition: Condition }) {
  const t = useText('editor');
  const set = useEditor((state) => state.set);
  const minutes = { unit: t('unit.minutes'), factor: 60_000_000 };
  switch (condition.type) {
    case 'time':
      return <NumberAt place={[...place, 'at']} label={t('field.at')} {...minutes} />;
    case 'after':
      return <NumberAt place={[...place, 'micros']} label={t('field.wait')} {...minutes} />;
    case 'confirmations':
      return (
        <div className={css.row}>
          <NodeAt place={[...place, 'node']} label={t('field.seenBy')} />
          <NodeAt place={[...place, 'from']} label={t('field.paidBy')} optional />
          <NumberAt place={[...place, 'count']} label={t('field.confirmations')} />
        </div>
      );
    case 'height':
      return (
        <div className={css.row}>
          <NodeAt place={[...place, 'node']} label={t('field.nodeOrAll')} optional />
          <NumberAt place={[...place, 'atLeast']} label={t('field.height')} />
        </div>
      );
    case 'reorg':
      return (
        <div className={css.row}>
          <NodeAt place={[...place, 'node']} label={t('field.node')} optional />
          <NumberAt place={[...place, 'depthAtLeast']} label={t('field.depth')} />
        </div>
      );
    case 'branch-lead':
    case 'blocks-found':
    case 'mempool':
    case 'peers':
      return (
        <div className={css.row}>
          <NodeAt place={[...place, 'node']} label={t('field.node')} />
          <NumberAt place={[...place, 'atLeast']} label={t('field.atLeast')} />
        </div>
      );
    case 'refused':
      return (
        <div className={css.row}>
          <TextAt place={[...place, 'reason']} label={t('field.reason')} />
          <NumberAt place={[...place, 'atLeast']} label={t('field.refusers')} />
        </div>
      );
    case 'chain-share':
      return (
        <div className={css.row}>
          <NodeAt place={[...place, 'node']} label={t('field.node')} />
          <NumberAt place={[...place, 'percentAtLeast']} label={t('field.share')} unit="%" />
          <NumberAt place={[...place, 'blocksAtLeast']} label={t('field.newBlocks')} />
        </div>
      );
    case 'last-block':
    case 'synced':
      return <NodeAt place={[...place, 'node']} label={t('field.node')} />;
    case 'attack-phase':
      return (
        <Select
          label={t('field.phase')}
          value={condition.phase}
          options={phases.map((value) => ({ value, label: t(`phase.${value}`) }))}
          onChange={(phase) => set([...place, 'phase'], phase)}
        />
      );
    case 'any':
    case 'all':
      return (
        <ul className={css.joined}>
          {condition.of.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no name but its place
            <li key={index}>
              <ConditionAt place={[...place, 'of', index]} label={t('field.condition')} use="joined" />
              <IconButton label={t('remove')} onClick={() => set([...place, 'of', index], undefined)}>
                <X size={16} aria-hidden />
              </IconButton>
            </li>
          ))}
          <li>
            <Button
              tone="quiet"
              onClick={() => set([...place, 'of', condition.of.length], freshCondition('fork', ''))}
            >
              <Plus size={16} aria-hidden /> {t('addCondition')}
            </Button>
          </li>
        </ul>
      );
    default:
      return null;
  }
}
