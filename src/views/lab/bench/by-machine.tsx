import { useStore } from 'zustand';
import { benchBlock, messageBytes, messageRoom } from '#app/bench/bench-block';
import { difficultyAt, difficultyOf } from '#app/bench/difficulty-scale';
import { readDraft } from '#app/bench/header-draft';
import { luckSoFar, type MachineState } from '#app/bench/machine';
import { encodeHeader } from '#bitcoin/primitives/block-header';
import { Button } from '../../design/button.tsx';
import { classNames } from '../../design/class-names.ts';
import { Select } from '../../design/select.tsx';
import { Slider } from '../../design/slider.tsx';
import { TextField } from '../../design/text-field.tsx';
import { formatCount, formatPercent } from '../../format/quantity.ts';
import { Section } from '../../inspector/parts/facts.tsx';
import { useText } from '../../use-text.ts';
import css from './bench.module.css';
import { useBenchForm } from './bench-form.ts';
import { coreCount, useBench } from './bench-session.ts';
import { formatHuge, formatRate, formatReal, useLongTime } from './bench-words.ts';
import { BlockAnatomy } from './block-anatomy.tsx';
import { Figure, Figures } from './figure.tsx';
import { TargetSlider } from './target-slider.tsx';
import { TriesHistogram } from './tries-histogram.tsx';
import { ZeroHash } from './zero-hash.tsx';

const easiest = 4;
const hardest = 40;
const nonceBitChoices = [12, 16, 20, 32] as const;
const seriesLengths = [50, 200, 1000, 5000] as const;

/** Workers on a header, and what chance does over many blocks. */
export function ByMachine() {
  const t = useText('bench');
  const { machine } = useBench();
  const state = useStore(machine.store);
  const job = useJob();
  const busy = state.phase !== 'idle';
  const isSeries = state.phase === 'series' || state.ended === 'finished';
  const anatomy = job.own !== undefined && (
    <BlockAnatomy
      request={job.own}
      extraNonce={state.found?.extraNonce ?? state.extraNonce}
      nonce={state.found?.nonce ?? 0}
    />
  );
  return (
    <div className={css.columns}>
      <div className={css.controls}>
        <p className={css.lead}>{t('machine.lead')}</p>
        <div className={css.buttons}>
          <Button tone="primary" disabled={busy || job.mineOne === undefined} onClick={() => job.mineOne?.()}>
            {t('machine.mine')}
          </Button>
          <Button disabled={busy || job.mineMany === undefined} onClick={() => job.mineMany?.()}>
            {t('machine.mineMany', { count: formatCount(job.blocks) })}
          </Button>
          <Button tone="danger" disabled={!busy} onClick={machine.cancel}>
            {t('machine.stop')}
          </Button>
        </div>
        <TooLong blocks={job.blocks} tries={job.expectedTries} />
        <div className={classNames(css.stack, css.late)}>
          <Settings />
        </div>
      </div>
      <div className={css.results}>
        <Outcome state={state} />
        <div className={classNames(css.results, css.later)}>
          {!isSeries && anatomy}
          <TriesHistogram
            tries={state.tries}
            expected={state.triesExpected}
            onClear={machine.clearSeries}
            busy={busy}
          />
          {isSeries && anatomy}
        </div>
      </div>
    </div>
  );
}

/** What the settings amount to. */
function useJob() {
  const t = useText('bench');
  const { machine } = useBench();
  const form = useBenchForm((state) => state);
  const workers = form.workers === 0 ? coreCount : form.workers;
  const nonceSpace = 2 ** form.nonceBits;
  const message = form.message ?? t('machine.messageDefault');
  const { header } = readDraft(form.draft);
  const ownBits = difficultyAt(form.zeroBits).bits;
  const difficulty = difficultyOf(form.source === 'own' ? ownBits : (header?.bits ?? 0));
  const isOwn = form.source === 'own';
  const common = { blocks: form.blocks, expectedTries: difficulty?.tries ?? 0 };
  if (difficulty === undefined) return { ...common, own: undefined, mineOne: undefined, mineMany: undefined };
  const request = { message, bits: ownBits, serial: form.serial };
  return {
    ...common,
    own: isOwn ? request : undefined,
    mineOne() {
      const serial = form.serial + 1;
      form.set({ serial });
      const given = header === undefined ? undefined : encodeHeader(header);
      machine.startBlock(
        {
          headerAt: (extraNonce) =>
            isOwn
              ? benchBlock({ ...request, serial, extraNonce }).headerBytes
              : extraNonce === 0
                ? given
                : undefined,
          target: difficulty.target,
          nonceSpace,
          firstNonce: isOwn ? 0 : Math.min(header?.nonce ?? 0, nonceSpace - 1),
        },
        difficulty.tries,
        workers,
      );
    },
    mineMany: isOwn
      ? () => {
          form.set({ serial: form.serial + form.blocks });
          machine.startSeries(
            {
              headerAt: (serial, extraNonce) => benchBlock({ ...request, serial, extraNonce }).headerBytes,
              target: difficulty.targetBytes,
              expectedTries: difficulty.tries,
              nonceSpace,
              firstSerial: form.serial + 1,
              blocks: form.blocks,
            },
            workers,
          );
        }
      : undefined,
  };
}

function Settings() {
  const t = useText('bench');
  const form = useBenchForm((state) => state);
  const { set } = form;
  const message = form.message ?? t('machine.messageDefault');
  const workers = form.workers === 0 ? coreCount : form.workers;
  return (
    <>
      <Select
        label={t('machine.what')}
        value={form.source}
        options={(['own', 'any'] as const).map((value) => ({ value, label: t(`machine.${value}`) }))}
        onChange={(source) => set({ source })}
      />
      {form.source === 'own' && (
        <>
          <TextField
            label={t('machine.message')}
            value={message}
            onChange={(text) => set({ message: text })}
            hint={t('machine.messageHint', { used: messageBytes(message).length, room: messageRoom })}
          />
          <TargetSlider
            bits={difficultyAt(form.zeroBits).bits}
            from={easiest}
            to={hardest}
            onChange={(bits) => set({ zeroBits: difficultyOf(bits)!.zeroBits })}
          />
        </>
      )}
      <div className={css.fieldPair}>
        <Select
          label={t('machine.nonceBits')}
          value={form.nonceBits}
          options={nonceBitChoices.map((value) => ({
            value,
            label:
              value === 32
                ? t('machine.nonceReal')
                : t('machine.nonceWords', { bits: value, count: formatCount(2 ** value) }),
          }))}
          onChange={(nonceBits) => set({ nonceBits })}
        />
        <Select
          label={t('machine.manyLabel')}
          value={form.blocks}
          options={seriesLengths.map((value) => ({ value, label: formatCount(value) }))}
          onChange={(blocks) => set({ blocks })}
        />
      </div>
      {coreCount > 1 && (
        <Slider
          label={t('machine.workers')}
          value={workers}
          min={1}
          max={coreCount}
          words={String(workers)}
          onChange={(count) => set({ workers: count })}
        />
      )}
    </>
  );
}

/** Warns before a series that nobody will wait for, once the speed of this machine is known. */
function TooLong({ blocks, tries }: { readonly blocks: number; readonly tries: number }) {
  const t = useText('bench');
  const longTime = useLongTime();
  const { machine } = useBench();
  const rate = useStore(machine.store, speedOf);
  const seconds = (blocks * tries) / rate;
  if (!(seconds > 60) || rate === 0) return null;
  return (
    <p className={css.quiet}>
      {t('machine.tooLong', { count: formatCount(blocks), time: longTime(seconds) })}
    </p>
  );
}

/** Hashes per second of all workers, over the run so far. */
export function speedOf(state: MachineState): number {
  const now = state.workers.reduce((sum, { hashesPerSecond }) => sum + hashesPerSecond, 0);
  if (now > 0) return now;
  return state.millis > 0 ? (state.hashes * 1000) / state.millis : 0;
}

function Outcome({ state }: { readonly state: MachineState }) {
  const t = useText('bench');
  const longTime = useLongTime();
  const { best, found, ended, phase } = state;
  if (phase === 'idle' && ended === undefined) return <p className={css.quiet}>{t('machine.empty')}</p>;
  const luck = luckSoFar(state);
  const isSeries = phase === 'series' || ended === 'finished';
  const tries = found?.tries ?? state.hashes;
  return (
    <div className={css.stack}>
      <div className={css.outcome} data-ok={found !== undefined ? true : undefined} role="status">
        <strong>
          {phase !== 'idle'
            ? t('machine.searching')
            : found !== undefined
              ? t('machine.found')
              : t(`machine.${ended === undefined || ended === 'found' ? 'searching' : ended}`)}
        </strong>
        {found !== undefined && (
          <span>
            {t('machine.foundLine', {
              nonce: formatCount(found.nonce),
              extra: formatCount(found.extraNonce),
              tries: formatCount(found.tries),
            })}
          </span>
        )}
      </div>
      <Figures>
        {isSeries && (
          <Figure
            name={t('machine.blocks')}
            value={formatCount(state.tries.length)}
            note={phase === 'series' ? t('machine.searching') : undefined}
          />
        )}
        <Figure name={t('machine.tries')} value={formatHuge(tries)} />
        {!isSeries && <Figure name={t('machine.expected')} value={formatHuge(state.expectedTries)} />}
        {!isSeries && luck !== undefined && (
          <Figure
            name={t('machine.luck')}
            value={
              luck.kind === 'average'
                ? t('machine.average')
                : t(`machine.${luck.kind}`, { times: formatReal(luck.times) })
            }
            note={t('machine.longer', { share: formatPercent(luck.longer) })}
            tone={luck.kind === 'lucky' ? 'agreed' : luck.kind === 'unlucky' ? 'pending' : undefined}
          />
        )}
        <Figure
          name={t('machine.rate')}
          value={t('unit.rate', { rate: formatRate(speedOf(state)) })}
          note={longTime(state.millis / 1000)}
        />
      </Figures>
      {state.workers.some(({ hashesPerSecond }) => hashesPerSecond > 0) && <WorkerBars state={state} />}
      {best !== undefined && (
        <div>
          <ZeroHash hash={best.hash} name={t('machine.best')} />
          <p className={css.quiet}>
            {t('machine.atNonce', { nonce: formatCount(best.nonce), extra: formatCount(best.extraNonce) })}
          </p>
        </div>
      )}
    </div>
  );
}

function WorkerBars({ state }: { readonly state: MachineState }) {
  const t = useText('bench');
  const most = Math.max(1, ...state.workers.map(({ hashesPerSecond }) => hashesPerSecond));
  return (
    <Section title={t('machine.eachWorker')}>
      <ul className={css.bars}>
        {state.workers.map(({ hashesPerSecond }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a worker is its number
          <li key={index} className={css.bar}>
            <span>{t('machine.workerName', { n: index + 1 })}</span>
            <span className={css.barTrack}>
              <span style={{ width: `${(100 * hashesPerSecond) / most}%` }} />
            </span>
            <span className={css.barValue}>{t('unit.rate', { rate: formatRate(hashesPerSecond) })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
