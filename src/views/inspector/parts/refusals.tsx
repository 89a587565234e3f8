import { LogKind } from '#simulation/log';
import { useText } from '../../use-text.ts';
import { useMoment } from '../moment.ts';
import { rowsOfKind } from '../rows-of-kind.ts';
import { Section } from './facts.tsx';
import { NodeLink } from './object-link.tsx';
import css from './reason-text.module.css';
import { ReasonText } from './reason-text.tsx';

/** Who has refused a block or transaction so far, and by which rule; nothing when nobody has. */
export function Refusals({ kind, object }: { readonly kind: 'block' | 'tx'; readonly object: number }) {
  const t = useText('inspector');
  const { history, row } = useMoment();
  const wanted = kind === 'block' ? LogKind.blockRejected : LogKind.txRejected;
  const rows = rowsOfKind(history, wanted).filter((entry) => entry.object === object && entry.row <= row);
  if (rows.length === 0) return null;
  const byReason = new Map<string, number[]>();
  for (const entry of rows) {
    const reason = history.reasons[entry.x] ?? '?';
    const nodes = byReason.get(reason);
    if (nodes === undefined) byReason.set(reason, [entry.a]);
    else if (!nodes.includes(entry.a)) nodes.push(entry.a);
  }
  return (
    <Section title={t('refusedTitle')}>
      {[...byReason].map(([reason, nodes]) => (
        <div key={reason} className={css.refusal}>
          <p>
            {nodes.slice(0, 16).map((node) => (
              <span key={node} className={css.refuser}>
                <NodeLink node={node} />
              </span>
            ))}
          </p>
          <ReasonText reason={reason} />
        </div>
      ))}
    </Section>
  );
}
