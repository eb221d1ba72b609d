import { Box, type BoxProps, type ElementProps } from '@mantine/core';
import classes from './Table.module.css';

type Space = 'xs' | 'sm' | 'md';

interface Props extends BoxProps, ElementProps<'table'> {
  verticalSpacing?: Space;
  horizontalSpacing?: Space;
  highlightOnHover?: boolean;
}

/**
 * Mantine's table in its looks; that one brings its own scroll bars and the positioning of
 * floating elements, 15 kB on every page with a table.
 */
function Root({ verticalSpacing, horizontalSpacing = 'xs', highlightOnHover, className, ...rest }: Props) {
  return (
    <Box
      component="table"
      className={className ? `${classes.table} ${className}` : classes.table}
      mod={{ hover: highlightOnHover }}
      __vars={{
        '--table-y': verticalSpacing ? `var(--mantine-spacing-${verticalSpacing})` : '7px',
        '--table-x': `var(--mantine-spacing-${horizontalSpacing})`,
      }}
      {...rest}
    />
  );
}

/** Scrolls what is too wide for the page, by keyboard too. */
function ScrollContainer(props: { minWidth: number; children: React.ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroll} tabIndex={0}>
      <div style={{ minWidth: props.minWidth }}>{props.children}</div>
    </div>
  );
}

export const Table = Object.assign(Root, {
  ScrollContainer,
  Thead: (props: BoxProps & ElementProps<'thead'>) => <Box component="thead" {...props} />,
  Tbody: (props: BoxProps & ElementProps<'tbody'>) => <Box component="tbody" {...props} />,
  Tr: (props: BoxProps & ElementProps<'tr'>) => <Box component="tr" {...props} />,
  Th: (props: BoxProps & ElementProps<'th'>) => <Box component="th" {...props} />,
  Td: (props: BoxProps & ElementProps<'td'>) => <Box component="td" {...props} />,
});
