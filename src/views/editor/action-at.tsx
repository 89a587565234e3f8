import { Plus, X } from 'lucide-react';
import { freshAction } from '#app/editor/fresh-action';
import { peersOf } from '#app/editor/peers-of';
import type { Action, ActionType } from '#simulation/run';
import type { Place } from '#simulation/scenario/patch-scenario';
import { type ActionField, actionFields } from '#simulation/scenario/schema/action-fields';
import { Button, IconButton } from '../design/button.tsx';
import field from '../design/field.module.css';
import { Select } from '../design/select.tsx';
import { useText, useTextIfKnown } from '../use-text.ts';
import { actionsInOrder } from './actions-in-order.ts';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { AmountAt, ChoiceAt, JsonAt, NodeAt, NumberAt, SwitchAt, TextAt, useAt } from './fields.tsx';
import { useFault } from './use-faults.tsx';

/** An action: which, and a field for everything its schema has. */
export function ActionAt({ place }: { readonly place: Place }) {
  const t = useText('editor');
  const known = useTextIfKnown('editor');
  const action = useAt(place) as Action | undefined;
  const { draft, set } = useEditor((state) => state);
  const error = useFault([...place, 'type']);
  if (action === undefined || draft === undefined) return null;
  const type: string = action.type;
  const fields = actionFields(type);
  const types: readonly string[] = (actionsInOrder as readonly string[]).includes(type)
    ? actionsInOrder
    : [type, ...actionsInOrder];
  return (
    <>
      <Select
        label={t('field.action')}
        value={type}
        options={types.map((value) => ({ value, label: known(`action.${value}`) ?? value }))}
        onChange={(chosen) => set(place, kept(freshAction(chosen as ActionType, draft), action))}
      />
      {error !== undefined && <p className={field.error}>{error}</p>}
      {fields !== undefined && fields.length > 0 && (
        <div className={css.row}>
          {fields.map((each) => (
            <FieldAt key={`${type} ${each.key}`} place={[...place, each.key]} field={each} />
          ))}
        </div>
      )}
      {fields === undefined && <JsonAt place={place} label={t('field.actionsJson')} />}
    </>
  );
}

/** Another kind of action goes on with what it has in common with the one before. */
function kept(fresh: Action, before: Action): Action {
  const had = before as unknown as Readonly<Record<string, unknown>>;
  const all = actionFields(before.type) ?? [];
  const merged: Record<string, unknown> = { ...fresh };
  for (const { key, kind } of actionFields(fresh.type) ?? []) {
    if (
      key in merged &&
      key in had &&
      all.some((each) => each.key === key && each.kind === kind && kind !== 'choice')
    )
      merged[key] = had[key];
  }
  return merged as unknown as Action;
}

function FieldAt({ place, field: of }: { readonly place: Place; readonly field: ActionField }) {
  const t = useText('editor');
  const known = useTextIfKnown('editor');
  const { key, kind, optional, choices } = of;
  const label = known(`of.${key}`) ?? key;
  const shared = { place, label, optional };
  switch (kind) {
    case 'node':
      return <NodeAt {...shared} />;
    case 'newName':
    case 'text':
      return <TextAt {...shared} />;
    case 'pair':
      return (
        <>
          <NodeAt place={[...place, 0]} label={t('of.first')} />
          <NodeAt place={[...place, 1]} label={t('of.second')} />
        </>
      );
    case 'groups':
      return <GroupsAt place={place} label={label} />;
    case 'amount':
      return <AmountAt {...shared} />;
    case 'micros':
      return <NumberAt {...shared} unit={t('unit.seconds')} factor={1_000_000} />;
    case 'hashRate':
      return <NumberAt {...shared} unit={t('unit.tries')} />;
    case 'feeRate':
      return <NumberAt {...shared} unit="sat/vB" />;
    case 'count':
    case 'number':
    case 'unit':
      return <NumberAt {...shared} unit={known(`unitOfField.${key}`)} />;
    case 'role':
      return (
        <ChoiceAt
          {...shared}
          options={(['node', 'miner', 'merchant', 'attacker'] as const).map((value) => ({
            value,
            label: t(`nodeRole.${value}`),
          }))}
        />
      );
    case 'choice':
      return (
        <ChoiceAt
          {...shared}
          options={choices.map((value) => ({ value, label: known(`choice.${value}`) ?? value }))}
        />
      );
    case 'switch':
      return <SwitchAt {...shared} />;
    case 'beat':
      return <BeatChoice {...shared} />;
  }
}

function BeatChoice({ place, label }: { readonly place: Place; readonly label: string }) {
  const beats = useEditor((state) => state.draft?.beats) ?? [];
  return <ChoiceAt place={place} label={label} options={beats.map(({ id }) => ({ value: id, label: id }))} />;
}

/** Checking a thousand boxes is nobody's idea of a form. */
const mostBoxes = 80;

/** The sides of a partition: who is on each. */
function GroupsAt({ place, label }: { readonly place: Place; readonly label: string }) {
  const t = useText('editor');
  const value = useAt(place);
  const { draft, set } = useEditor((state) => state);
  const wrong = useFault(place, true);
  const groups = (Array.isArray(value) ? value : []).map((group): readonly string[] =>
    Array.isArray(group) ? group.filter((name) => typeof name === 'string') : [],
  );
  const names = draft === undefined ? [] : peersOf(draft);
  if (names.length > mostBoxes) return <JsonAt place={place} label={label} />;
  const put = (changed: readonly (readonly string[])[]) => set(place, changed);
  const toggle = (name: string, side: number) =>
    put(
      groups.map((group, index) =>
        index !== side
          ? group.filter((each) => each !== name)
          : group.includes(name)
            ? group.filter((each) => each !== name)
            : [...group, name],
      ),
    );
  return (
    <div className={css.wide}>
      {groups.map((group, side) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a side has no name but its place
        <fieldset key={side} className={css.group}>
          <legend>{t('of.side', { number: side + 1 })}</legend>
          <div className={css.boxes}>
            {[...new Set([...names, ...group])].map((name) => (
              <label key={name} className={css.radio}>
                <input type="checkbox" checked={group.includes(name)} onChange={() => toggle(name, side)} />
                {name}
              </label>
            ))}
            <IconButton
              label={t('removeNamed', { name: t('of.side', { number: side + 1 }) })}
              onClick={() => put(groups.filter((_, index) => index !== side))}
            >
              <X size={16} aria-hidden />
            </IconButton>
          </div>
        </fieldset>
      ))}
      <Button tone="quiet" className={css.add} onClick={() => put([...groups, []])}>
        <Plus size={16} aria-hidden /> {t('of.addSide')}
      </Button>
      <p className={wrong === undefined ? css.quiet : field.error}>{wrong ?? t('of.sidesHint')}</p>
    </div>
  );
}
