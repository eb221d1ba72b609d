import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const brand: MantineColorsTuple = [
  '#e8f7f5',
  '#d3ece8',
  '#a8dad2',
  '#79c7bc',
  '#51b6a9',
  '#36a598',
  '#1f9085',
  '#0d7a70',
  '#0a655d',
  '#065049',
];

const ai: MantineColorsTuple = [
  '#f3f0ff',
  '#e5dfff',
  '#cabffc',
  '#ad9bf8',
  '#947df3',
  '#8069ef',
  '#6f55e0',
  '#5f45c8',
  '#5139ae',
  '#402c8d',
];

/** Cooler than Mantine's greys, to go with the brand colour. */
const dark: MantineColorsTuple = [
  '#d5dbe0',
  '#b9c2ca',
  '#a0aab3',
  '#5c666f',
  '#3a434b',
  '#2f373e',
  '#242b31',
  '#1a1f23',
  '#151a1e',
  '#12161a',
];

/** The header of a dialog is no second banner of the page. */
const dialogHeader = { header: { role: 'presentation' } };

export const theme = createTheme({
  colors: { brand, ai, dark },
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily:
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif",
  headings: { fontWeight: '650' },
  // Plain objects rather than `.extend`, which would pull the components into the first load.
  components: {
    // Colour alone does not tell a link from the words around it.
    Anchor: { defaultProps: { underline: 'always' } },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm' },
      // A narrow column must not leave one letter of it.
      styles: { root: { minWidth: 'max-content' }, label: { textTransform: 'none', fontWeight: 600 } },
    },
    Avatar: { styles: { placeholder: { fontWeight: 600 } } },
    Drawer: {
      defaultProps: { position: 'right', attributes: dialogHeader },
      styles: { title: { fontWeight: 600 } },
    },
    Modal: {
      defaultProps: { centered: true, attributes: dialogHeader },
      styles: { title: { fontWeight: 600 } },
    },
  },
});

/** Mantine's dimmed, red and placeholder texts are too faint for WCAG AA; these pass on every surface. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#555d66',
    '--mantine-color-placeholder': '#6a727b',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-red-text': '#c92a2a',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--mantine-color-red-light-color': '#c92a2a',
    '--mantine-color-body': '#ffffff',
    '--lm-canvas': '#f4f6f7',
    '--lm-line': '#e3e7ea',
    '--lm-hover': '#eef2f3',
    '--lm-selected': '#e1f2ef',
    '--lm-bubble-in': '#ffffff',
    '--lm-bubble-human': '#d6efeb',
    '--lm-bubble-ai': '#ebe7fd',
    '--lm-read': '#0b6bcb',
    '--lm-brand-text': '#0a655d',
    '--lm-ai-text': '#5139ae',
  },
  dark: {
    '--mantine-color-dimmed': '#a6afb8',
    '--mantine-color-placeholder': '#98a1aa',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-red-text': '#ff8787',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--mantine-color-red-light-color': '#ffa8a8',
    '--mantine-color-body': '#1a1f23',
    '--mantine-color-gray-light': '#2f373e',
    '--mantine-color-gray-light-color': '#d5dbe0',
    '--mantine-color-brand-light': '#15423c',
    '--mantine-color-brand-light-color': '#a8dad2',
    '--mantine-color-ai-light': '#342c58',
    '--mantine-color-ai-light-color': '#cabffc',
    '--lm-canvas': '#12161a',
    '--lm-line': '#2d343a',
    '--lm-hover': '#232a2f',
    '--lm-selected': '#17372f',
    '--lm-bubble-in': '#252c32',
    '--lm-bubble-human': '#12423c',
    '--lm-bubble-ai': '#342c58',
    '--lm-read': '#66b3ff',
    '--lm-brand-text': '#79c7bc',
    '--lm-ai-text': '#cabffc',
  },
});
