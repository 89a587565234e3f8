import { Download } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../design/button.tsx';
import { usePalette } from '../design/colours.ts';
import { Menu, type MenuEntry } from '../design/menu.tsx';
import { Select } from '../design/select.tsx';
import { useSize } from '../format/use-size.ts';
import { useText } from '../use-text.ts';
import type { ChartModel } from './chart-model.ts';
import { ChartTable, type ChartTableModel } from './chart-table.tsx';
import css from './experiments.module.css';
import { FitChart } from './fit-chart.tsx';
import { saveFile } from './save-file.ts';

/** A chart with its sentence, its numbers in a table, and ways to take it along. */
export function ChartFigure(props: {
  readonly model: ChartModel;
  readonly table: ChartTableModel;
  readonly height: number;
  /** Of the files, without ending. */
  readonly fileName: string;
  readonly csv: (() => string) | undefined;
  readonly json: (() => string) | undefined;
  readonly log?: { readonly on: boolean; readonly onSwitch: () => void } | undefined;
  /** Which of several series is drawn. */
  readonly pick?:
    | {
        readonly label: string;
        readonly value: number | string;
        readonly options: readonly { readonly value: number | string; readonly label: string }[];
        readonly onChange: (value: number | string) => void;
      }
    | undefined;
}) {
  const t = useText('experiments');
  const { model, table } = props;
  const palette = usePalette();
  const { ref, width } = useSize<HTMLDivElement>();
  const [failed, setFailed] = useState(false);
  const save = (kind: 'svg' | 'png') => async () => {
    try {
      const { chartSvg, chartPng } = await import('./export-chart.tsx');
      const name = `${props.fileName}-${model.id}.${kind}`;
      if (kind === 'svg') saveFile(name, await chartSvg(model, palette), 'image/svg+xml');
      else saveFile(name, await chartPng(model, palette), 'image/png');
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  const text = (label: 'csv' | 'json', type: string, make: (() => string) | undefined): MenuEntry => ({
    label: t(`chart.${label}`),
    disabled: make === undefined,
    onSelect: () => make && saveFile(`${props.fileName}.${label}`, make(), type),
  });
  const entries: readonly MenuEntry[] = [
    text('csv', 'text/csv', props.csv),
    text('json', 'application/json', props.json),
    { label: t('chart.svg'), onSelect: () => void save('svg')() },
    { label: t('chart.png'), onSelect: () => void save('png')() },
  ];
  return (
    <figure className={css.figure}>
      <figcaption className={css.caption}>
        <div>
          <h3 className={css.chartTitle}>{model.title}</h3>
          <p className={css.quiet}>{model.summary}</p>
          {failed && (
            <p className={css.wrong} role="alert">
              {t('chart.exportFailed')}
            </p>
          )}
        </div>
        <div className={css.tools}>
          {props.pick !== undefined && <Select {...props.pick} labelHidden />}
          {props.log !== undefined && (
            <label className={css.check}>
              <input type="checkbox" checked={props.log.on} onChange={props.log.onSwitch} />
              {t('chart.log')}
            </label>
          )}
          <Menu
            align="end"
            entries={entries}
            trigger={
              <IconButton label={`${t('chart.export')}: ${model.title}`}>
                <Download size={16} aria-hidden />
              </IconButton>
            }
          />
        </div>
      </figcaption>
      <div ref={ref} className={css.picture} style={{ height: props.height }}>
        {width > 0 && <FitChart model={model} width={width} height={props.height} palette={palette} />}
      </div>
      <div>
        <ChartTable title={model.title} table={table} />
        {model.source !== '' && <p className={css.quiet}>{model.source}</p>}
      </div>
    </figure>
  );
}
