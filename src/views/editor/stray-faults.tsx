import { type Place, pathText } from '#simulation/scenario/patch-scenario';
import field from '../design/field.module.css';
import { useFaults, useFaultWords } from './use-faults.tsx';

/** What is wrong inside a place and has no field of its own to stand beside.
 * @param props.has the fields that there are, where others may be wrong too; else only what does not belong there at all */
export function StrayFaults(props: { readonly inside: Place; readonly has?: ReadonlySet<string | number> }) {
  const { inside, has } = props;
  const faults = useFaults();
  const words = useFaultWords();
  const path = pathText(inside);
  const stray = faults.filter(({ key, place, path: at }) => {
    const next = place[inside.length];
    if (!at.startsWith(path) || next === undefined) return false;
    return has === undefined ? key === 'notAllowed' : !has.has(next);
  });
  return stray.map((fault) => (
    <p key={`${fault.path} ${fault.key}`} className={field.error}>
      <code>{fault.path}</code> {words(fault)}
    </p>
  ));
}
