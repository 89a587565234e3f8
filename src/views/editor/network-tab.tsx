import { useState } from 'react';
import { duplicateNode } from '#app/editor/duplicate-node';
import { freshId } from '#app/editor/record-story';
import { removeNode } from '#app/editor/remove-node';
import { withValueAt } from '#simulation/scenario/patch-scenario';
import type { Scenario, ScenarioLink, ScenarioNode } from '#simulation/scenario/scenario';
import { useText } from '../use-text.ts';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { EntryList } from './entry-list.tsx';
import { NumberAt } from './fields.tsx';
import { LinkFields } from './link-fields.tsx';
import { NetworkSketch } from './network-sketch.tsx';
import { NodeFields } from './node-fields.tsx';
import { PolicyFields } from './policy-fields.tsx';

/** Who is there, and who is connected with whom. */
export function NetworkTab() {
  const t = useText('editor');
  const { draft, change } = useEditor((state) => state);
  const [node, setNode] = useState(-1);
  const [link, setLink] = useState(-1);
  if (draft === undefined) return null;
  const { nodes, links } = draft;
  return (
    <div className={css.stack}>
      <NetworkSketch
        nodes={nodes}
        links={links}
        node={node}
        link={link}
        onOpen={setNode}
        onMove={(index, at) =>
          change(withValueAt(draft, ['nodes', index], { ...nodes[index], ...at }), ['nodes'])
        }
      />
      <p className={css.quiet}>{t('network.drag')}</p>
      <h3 className={css.heading}>{t('network.nodes', { count: nodes.length })}</h3>
      <EntryList<ScenarioNode>
        label={t('field.nodes')}
        place={['nodes']}
        entries={nodes}
        titleOf={({ name }) => name || t('story.unnamed')}
        noteOf={({ role, hashRate }) => {
          const what = t(`nodeRole.${role in roles ? role : 'node'}`);
          return hashRate > 0 ? t('network.mines', { role: what, rate: hashRate }) : what;
        }}
        fields={(index) => <NodeFields index={index} />}
        addLabel={t('network.addNode')}
        fresh={() => freshNode(draft)}
        onDuplicate={(index) => change(duplicateNode(draft, index), ['nodes'])}
        onRemove={(index) => change(removeNode(draft, index), ['nodes'])}
        open={node}
        onOpen={setNode}
      />
      <h3 className={css.heading}>{t('network.links', { count: links.length })}</h3>
      <EntryList<ScenarioLink>
        label={t('field.links')}
        place={['links']}
        entries={links}
        titleOf={({ a, b }) => `${a} – ${b}`}
        noteOf={({ latencyMicros }) =>
          typeof latencyMicros === 'number'
            ? `${latencyMicros / 1_000} ${t('unit.millis')}`
            : t('network.fromDistance')
        }
        fields={(index) => <LinkFields index={index} />}
        empty={t('network.noLinks')}
        addLabel={t('network.addLink')}
        fresh={() => freshLink(draft)}
        open={link}
        onOpen={setLink}
      />
      <h3 className={css.heading}>{t('network.all')}</h3>
      <div className={css.row}>
        <NumberAt
          place={['outboundTarget']}
          label={t('field.outboundTarget')}
          hint={t('network.outboundHint')}
        />
        <NumberAt
          place={['trafficMeanWaitMicros']}
          label={t('field.traffic')}
          unit={t('unit.seconds')}
          factor={1_000_000}
          hint={t('network.trafficHint')}
        />
        <NumberAt
          place={['trickleMeanMicros']}
          label={t('field.trickle')}
          unit={t('unit.seconds')}
          factor={1_000_000}
        />
      </div>
      <PolicyFields place={['policy']} />
    </div>
  );
}

const roles = { node: 1, miner: 1, merchant: 1, attacker: 1 };

function freshNode({ nodes }: Scenario): ScenarioNode {
  const name = freshId('Nina', new Set(nodes.map((node) => node.name)));
  return { name, role: 'node', hashRate: 0, ...emptyPlace(nodes) };
}

/** The place of a coarse grid that is furthest from everybody. */
function emptyPlace(nodes: readonly ScenarioNode[]): { readonly x: number; readonly y: number } {
  let best = { x: 0.5, y: 0.5, room: -1 };
  for (let x = 0.1; x < 0.95; x += 0.1) {
    for (let y = 0.15; y < 0.9; y += 0.1) {
      const room = Math.min(...nodes.map((node) => (node.x - x) ** 2 + (node.y - y) ** 2), 1);
      if (room > best.room) best = { x, y, room };
    }
  }
  return { x: Number(best.x.toFixed(2)), y: Number(best.y.toFixed(2)) };
}

/** Of the last peer with the nearest one that it is not connected with yet. */
function freshLink({ nodes, links }: Scenario): ScenarioLink {
  const last = nodes.at(-1);
  if (last === undefined) return { a: '', b: '' };
  const known = new Set(links.flatMap(({ a, b }) => (a === last.name ? [b] : b === last.name ? [a] : [])));
  const apart = (node: ScenarioNode) => (node.x - last.x) ** 2 + (node.y - last.y) ** 2;
  const others = nodes.filter((node) => node !== last);
  const free = others.filter(({ name }) => !known.has(name));
  const [near] = (free.length > 0 ? free : others).toSorted((one, other) => apart(one) - apart(other));
  return { a: last.name, b: near?.name ?? '' };
}
