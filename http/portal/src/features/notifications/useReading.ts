import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, done } from '../../api/client';

/** Marks one notification as read, or all of them. */
export function useReading() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: ['notifications'] });
  const one = useMutation({
    mutationFn: (id: string) =>
      done(api.POST('/api/v1/notifications/{id}/read', { params: { path: { id } } })),
    onSettled,
  });
  const all = useMutation({ mutationFn: () => done(api.POST('/api/v1/notifications/read')), onSettled });
  return { one, all };
}
