import { ActionIcon, Anchor, Button, type ActionIconProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

type Link<Props> = Props & Omit<ComponentPropsWithRef<'a'>, keyof Props>;

/** Links that look like buttons: real ones, to be opened in another tab as well. */
export const ButtonLink = createLink((props: Link<ButtonProps>) => <Button component="a" {...props} />);
export const ActionIconLink = createLink((props: Link<ActionIconProps>) => (
  <ActionIcon component="a" {...props} />
));

/** A link within text. */
export const TextLink = createLink(Anchor<'a'>);
