import type { Parameter, ParameterValues } from '#simulation/scenario/parameter';
import { Switch } from '../design/switch.tsx';
import { useLocalText } from '../use-text.ts';
import css from './director.module.css';
import { numberOf, ParameterField } from './parameter-field.tsx';

/** A parameter of a scenario as its kind asks for: a switch with its meaning below, or a number. */
export function ParameterInput({
  parameter,
  values,
  refusals,
  onSet,
}: {
  readonly parameter: Parameter;
  readonly values: ParameterValues;
  /** Why values are refused, as sentences by the parameter's id. */
  readonly refusals: ReadonlyMap<string, string>;
  readonly onSet: (id: string, value: number | boolean) => void;
}) {
  const local = useLocalText();
  if (parameter.kind !== 'switch')
    return (
      <ParameterField
        parameter={parameter}
        value={numberOf(parameter, values)}
        refusal={refusals.get(parameter.id)}
        onChange={(value) => onSet(parameter.id, value)}
      />
    );
  return (
    <div className={css.defence}>
      <Switch
        label={local(parameter.label)}
        checked={(values[parameter.id] ?? parameter.value) === true}
        onChange={(on) => onSet(parameter.id, on)}
      />
      {parameter.hint !== undefined && <p className={css.quiet}>{local(parameter.hint)}</p>}
    </div>
  );
}
