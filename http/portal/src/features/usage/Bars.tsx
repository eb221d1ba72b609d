import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format';
import classes from './Usage.module.css';

export interface Series {
  name: string;
  /** One value per day, in the order of the days. */
  values: number[];
}

const HEIGHT = 180;
const GAP = 0.25;

/** Stacked bars, one per day. Whoever cannot see them reads the table below. */
export function Bars(props: { days: string[]; series: Series[]; label: string }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const totals = props.days.map((_, i) => props.series.reduce((sum, s) => sum + (s.values[i] ?? 0), 0));
  const most = Math.max(0, ...totals);
  const top = Math.max(1, most);
  const width = 100 / props.days.length;
  return (
    <figure className={classes.figure}>
      <div className={classes.top} aria-hidden>
        {most > 0 ? t('top', { top: format.number(most) }) : t('noneInTime')}
      </div>
      <svg
        className={classes.chart}
        viewBox={`0 0 100 ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('chartOf', { what: props.label, top: format.number(most) })}
      >
        {props.days.map((day, i) => {
          let y = HEIGHT;
          return (
            <g key={day}>
              <title>{`${format.date(day)}: ${format.number(totals[i] ?? 0)}`}</title>
              <rect x={i * width} y={0} width={width} height={HEIGHT} fill="transparent" />
              {props.series.map((s, n) => {
                const height = ((s.values[i] ?? 0) / top) * HEIGHT;
                y -= height;
                return (
                  <rect
                    key={s.name}
                    x={(i + GAP / 2) * width}
                    y={y}
                    width={width * (1 - GAP)}
                    height={height}
                    className={classes[`series${n % 6}`]}
                  />
                );
              })}
            </g>
          );
        })}
      </svg>
      <div className={classes.axis} aria-hidden>
        <span>{format.date(props.days[0] ?? '')}</span>
        <span>{format.date(props.days.at(-1) ?? '')}</span>
      </div>
      <figcaption className={classes.legend}>
        {props.series.map((s, n) => (
          <span key={s.name}>
            <i className={`${classes.swatch} ${classes[`series${n % 6}`]}`} aria-hidden />
            {s.name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
