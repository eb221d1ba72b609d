import { Avatar, type AvatarProps } from '@mantine/core';

/** Initials of a name; a person's outline where only a number is known. */
export function PersonAvatar({ name, ...props }: AvatarProps & { name: string }) {
  const named = /\p{L}/u.test(name);
  return (
    <Avatar radius="xl" color="brand" aria-hidden name={named ? name : undefined} {...props} />
  );
}
