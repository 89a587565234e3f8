import type { ReactNode } from 'react';
import type { LogRow } from '#app/history';
import { LogKind } from '#simulation/log';
import { useStudioCore } from '../../use-studio.ts';
import { BlockLink, NodeLink, ObjectLink, TxLink } from '../parts/object-link.tsx';
import { useSentence } from '../use-sentence.tsx';

/** Says in words what a receiver did with a message. */
export function useConsequence(): (row: LogRow) => ReactNode {
  const say = useSentence('inspector');
  const studio = useStudioCore();
  return (row) => {
    const history = studio.history();
    switch (row.kind) {
      case LogKind.blockAccepted:
        return say('consequence.blockAccepted', { block: <BlockLink block={row.object} /> });
      case LogKind.headerAccepted:
        return say('consequence.headerAccepted', { block: <BlockLink block={row.object} /> });
      case LogKind.blockOrphan:
        return say('consequence.blockOrphan', { block: <BlockLink block={row.object} /> });
      case LogKind.blockRejected:
        return say('consequence.blockRejected', {
          block: <BlockLink block={row.object} />,
          reason: history.reasons[row.x] ?? '?',
        });
      case LogKind.tip:
        return row.x > 0
          ? say('consequence.reorg', {
              block: <BlockLink block={row.object} />,
              count: row.x,
              reorg: (
                <ObjectLink to={{ kind: 'reorg', row: row.row }} kind="plain">
                  {say('event.reorgLink', { count: row.x })}
                </ObjectLink>
              ),
            })
          : say('consequence.tip', { block: <BlockLink block={row.object} /> });
      case LogKind.txAccepted:
        return say('consequence.txAccepted', { tx: <TxLink tx={row.object} /> });
      case LogKind.txRejected:
        return say('consequence.txRejected', {
          tx: <TxLink tx={row.object} />,
          reason: history.reasons[row.x] ?? '?',
        });
      case LogKind.txOrphan:
        return say('consequence.txOrphan', { tx: <TxLink tx={row.object} /> });
      case LogKind.handshake:
        return say('consequence.handshake');
      case LogKind.addressesLearned:
        return say('consequence.addressesLearned', { count: row.x });
      case LogKind.misbehaviour:
        return say('consequence.misbehaviour', { reason: history.reasons[row.x] ?? '?' });
      case LogKind.send:
        return say('consequence.send', {
          command: (
            <ObjectLink to={{ kind: 'message', row: row.row }} kind="block">
              {history.payloads[row.object]?.command ?? '?'}
            </ObjectLink>
          ),
          to: <NodeLink node={row.b} />,
        });
      default:
        return null;
    }
  };
}
