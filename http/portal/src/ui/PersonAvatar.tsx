import { Avatar, type AvatarProps } from '@mantine/core';

/** Where a picture is, by its id. */
export const pictureUrl = (id: string | null | undefined) => (id ? `/api/v1/pictures/${id}` : undefined);

/** The picture of a person, or initials; an outline where only a number is known. */
export function PersonAvatar({ name, picture, color = 'brand', ...props }: AvatarProps & { name: string; picture?: string | null }) {
  const named = /\p{L}/u.test(name);
  return (
    <Avatar
      radius="xl"
      color={color}
      aria-hidden
      name={named ? name : undefined}
      src={pictureUrl(picture)}
      {...props}
    />
  );
}
