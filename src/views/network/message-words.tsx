import { formatBytes } from '../format/quantity.ts';
import { shortHash } from '../format/short-hash.ts';
import { useStudioCore } from '../use-studio.ts';
import { useText } from '../use-text.ts';

/** What one message says, named by the log row of its send: command and object, who to whom, size and flight time. */
export function MessageWords({ row }: { readonly row: number }) {
  const t = useText('network');
  const history = useStudioCore().history();
  const sent = history.row(row);
  const payload = history.payloads[sent?.object ?? -1];
  if (sent === undefined || payload === undefined) return null;
  const object = payload.objects.at(-1) ?? -1;
  const hash =
    payload.objectKind === 'block'
      ? history.blocks[object]?.hash
      : payload.objectKind === 'tx'
        ? history.transactions[object]?.txid
        : undefined;
  const named = payload.count > 1 ? ` ×${payload.count}` : hash === undefined ? '' : ` ${shortHash(hash)}`;
  return (
    <>
      <strong>{`${payload.command}${named}`}</strong>
      <small>{`${history.nodes[sent.a]?.name ?? ''} → ${history.nodes[sent.b]?.name ?? ''}`}</small>
      <small>
        {t('tip.flight', {
          bytes: formatBytes(payload.size),
          duration: `${Math.round((sent.x - sent.time) / 1000)}\u202fms`,
        })}
      </small>
    </>
  );
}
