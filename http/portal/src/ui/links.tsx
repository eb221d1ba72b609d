import { ActionIcon, Anchor, Button } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

/** Links that look like buttons. */
export const ButtonLink = createLink(Button<'a'>);
export const ActionIconLink = createLink(ActionIcon<'a'>);

/** A link within text. */
export const TextLink = createLink(Anchor<'a'>);
