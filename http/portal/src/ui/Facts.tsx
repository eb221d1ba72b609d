import type { ReactNode } from 'react';
import classes from './Facts.module.css';

/** Labelled values, one below the other. */
export function Facts(props: { items: { label: string; value: ReactNode }[] }) {
  return (
    <dl className={classes.facts}>
      {props.items.map((f, i) => (
        <div key={i} className={classes.fact}>
          <dt>{f.label}</dt>
          <dd>{f.value}</dd>
        </div>
      ))}
    </dl>
  );
}
