import { reasonKeys } from '../../format/reason-key.ts';
import { useText, useTextIfKnown } from '../../use-text.ts';
import css from './reason-text.module.css';

/** A refusal: Core's own string, and what it means in plain words. */
export function ReasonText({
  reason,
  detail,
}: {
  readonly reason: string;
  readonly detail?: string | undefined;
}) {
  const known = useTextIfKnown('reasons');
  const t = useText('inspector');
  const keys = reasonKeys(reason, detail);
  const meaning = known(keys.reason);
  const script = keys.scriptError === undefined ? undefined : known(`script.${keys.scriptError}`);
  return (
    <div className={css.reason}>
      <code>{reason}</code>
      <p>{meaning ?? t('reasonUnknown')}</p>
      {script !== undefined && <p>{script}</p>}
      {detail !== undefined && detail !== '' && <p className={css.detail}>{detail}</p>}
    </div>
  );
}
