import { useEffect, useState } from 'react';
import type { Role } from '#simulation/records';
import { applyParameters } from '#simulation/scenario/apply-parameters';
import { byHand } from '#simulation/scenario/by-hand';
import { recast } from '#simulation/scenario/recast';
import { Button } from '../design/button.tsx';
import { Select } from '../design/select.tsx';
import { Switch } from '../design/switch.tsx';
import { TextField } from '../design/text-field.tsx';
import { RoleGlyph } from '../inspector/parts/role-glyph.tsx';
import { useStudio } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import css from './director.module.css';
import { type Draft, draftOf, useDirector } from './director-state.ts';
import { oddsOf } from './odds.ts';
import { OddsLine, OddsPanel } from './odds-panel.tsx';
import { numberOf, ParameterField } from './parameter-field.tsx';
import { useRaiseCurtain } from './use-raise-curtain.ts';
import { useRefusals } from './use-refusals.ts';

/** Second step: who plays whom, with how much power, against how much patience; and what the odds are. */
export function CastStep() {
  const { draft, choose } = useDirector((state) => state);
  const onStage = useStudio((state) => state.run.scenario);
  // A play that came by menu, link or file has not been chosen here: its own values are the draft.
  const open = draft === undefined && onStage.family !== undefined;
  useEffect(() => {
    if (open) choose(draftOf(onStage));
  }, [open, choose, onStage]);
  return draft === undefined ? <NothingChosen /> : <Casting key={draft.scenario.id} draft={draft} />;
}

function Casting({ draft }: { readonly draft: Draft }) {
  const t = useText('director');
  const local = useLocalText();
  const setValue = useDirector((state) => state.setValue);
  const raiseCurtain = useRaiseCurtain();
  const refusals = useRefusals(draft);
  const { scenario, values } = draft;
  const [seed, setSeed] = useState(String(scenario.defaultSeed));
  const seedWrong = !/^\d{1,10}$/.test(seed.trim()) || Number(seed) > 0xffff_ffff;
  // How long the merchant waits is a defence, and belongs to its part all the same.
  const settings = scenario.parameters.filter(({ role, id }) => role === 'setting' || id === 'z');
  const applied = applyParameters(scenario, values);
  const odds = oddsOf(scenario, values);
  const hasHand = byHand(scenario).beats.some(({ when }) => when.type === 'by-hand');
  const ready = applied.ok && !seedWrong;
  const start = (hand: boolean) => {
    if (applied.ok && !seedWrong) void raiseCurtain(applied.scenario, Number(seed), hand);
  };
  return (
    <>
      <h2 className={css.title}>{t('cast.title', { title: local(scenario.title) })}</h2>
      <Players draft={draft} />
      {settings.map((parameter) =>
        parameter.kind === 'switch' ? (
          <Switch
            key={parameter.id}
            label={local(parameter.label)}
            checked={(values[parameter.id] ?? parameter.value) === true}
            onChange={(on) => setValue(parameter.id, on)}
          />
        ) : (
          <ParameterField
            key={parameter.id}
            parameter={parameter}
            value={numberOf(parameter, values)}
            refusal={refusals.get(parameter.id)}
            onChange={(value) => setValue(parameter.id, value)}
          />
        ),
      )}
      {applied.ok && <OddsPanel odds={odds} />}
      <TextField
        label={t('cast.seed')}
        inputMode="numeric"
        value={seed}
        hint={t('cast.seedHint')}
        error={seedWrong ? t('cast.seedWrong') : undefined}
        onChange={setSeed}
      />
      <div className={css.footer}>
        <OddsLine odds={odds} />
        {!applied.ok && refusals.size === 0 && (
          <p className={css.refused}>{t('refusal.doesNotFit', { cause: applied.refusal.path })}</p>
        )}
        <Button tone="primary" disabled={!ready} onClick={() => start(false)}>
          {t('cast.strategy')}
        </Button>
        {hasHand && (
          <Button disabled={!ready} onClick={() => start(true)}>
            {t('cast.byHand')}
          </Button>
        )}
      </div>
    </>
  );
}

const namesShown = 4;

/** The roles, by their shapes in the picture. Who attacks whom can be cast anew where one plays against one. */
function Players({ draft }: { readonly draft: Draft }) {
  const t = useText('director');
  const { nodes } = draft.scenario;
  const named = (role: Role) => nodes.filter((node) => node.role === role).map(({ name }) => name);
  const attackers = named('attacker');
  const merchants = named('merchant');
  const honest = nodes
    .filter(({ role, hashRate }) => role === 'miner' && hashRate > 0)
    .map(({ name }) => name);
  const oneOnOne = attackers.length === 1 && merchants.length <= 1;
  return (
    <ul className={css.players}>
      {oneOnOne ? (
        <>
          <Part draft={draft} label={t('cast.attacker')} player={attackers[0]!} />
          {merchants.length === 1 && <Part draft={draft} label={t('cast.merchant')} player={merchants[0]!} />}
        </>
      ) : (
        <>
          <Line part="attacker" words="attackers" names={attackers} />
          <Line part="merchant" words="merchants" names={merchants} />
        </>
      )}
      <Line part="miner" words="honest" names={honest} />
    </ul>
  );
}

/** One part and who plays it: the chosen one takes the place in the network, the connections and the hash power. */
function Part({
  draft,
  label,
  player,
}: {
  readonly draft: Draft;
  readonly label: string;
  readonly player: string;
}) {
  const choose = useDirector((state) => state.choose);
  const { scenario } = draft;
  const { role } = scenario.nodes.find(({ name }) => name === player)!;
  const candidates = scenario.nodes.filter(
    (node) => node.role === role || node.role === 'node' || node.role === 'miner',
  );
  return (
    <li className={css.part}>
      <RoleGlyph role={role} />
      <Select
        label={label}
        value={player}
        options={candidates.map(({ name }) => ({ value: name, label: name }))}
        onChange={(name) => choose({ ...draft, scenario: recast(scenario, player, name) })}
      />
    </li>
  );
}

function Line(props: {
  readonly part: Role;
  readonly words: 'attackers' | 'merchants' | 'honest';
  readonly names: readonly string[];
}) {
  const t = useText('director');
  const { part, words, names } = props;
  if (names.length === 0) return null;
  const listed = names.slice(0, namesShown).join(t('cast.comma'));
  const rest = names.length - namesShown;
  return (
    <li>
      <RoleGlyph role={part} />{' '}
      {t(`cast.${words}`, {
        count: names.length,
        names: rest > 0 ? t('cast.andMore', { names: listed, count: rest }) : listed,
      })}
    </li>
  );
}

/** What to do first when nothing is chosen yet. */
export function NothingChosen() {
  const t = useText('director');
  const goTo = useDirector((state) => state.goTo);
  return (
    <div className={css.empty}>
      <p>{t('cast.empty')}</p>
      <Button tone="primary" onClick={() => goTo('choose')}>
        {t('cast.chooseFirst')}
      </Button>
    </div>
  );
}
