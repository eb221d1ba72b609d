import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, body, done, onSessionEnded } from './client';
import { Problem } from './problem';

const answer = (status: number, json?: unknown) =>
  vi
    .spyOn(globalThis, 'fetch')
    .mockResolvedValue(
      new Response(json === undefined ? null : JSON.stringify(json), {
        status,
        headers: { 'Content-Type': 'application/problem+json' },
      }),
    );

afterEach(() => onSessionEnded(() => {}));

describe('problems', () => {
  it('carry code, text and fields', async () => {
    answer(422, {
      type: 'about:blank',
      title: 'Invalid',
      status: 422,
      code: 'invalid',
      detail: 'Mend the name.',
      errors: [{ field: 'name', message: 'Too long' }],
    });
    const problem = await body(api.GET('/api/v1/me')).catch((e: unknown) => e);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({
      status: 422,
      code: 'invalid',
      message: 'Mend the name.',
      fields: { name: 'Too long' },
    });
  });

  it('are also made of answers that are no problem documents', async () => {
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('<h1>Bad gateway</h1>', { status: 502 }));
    await expect(body(api.GET('/api/v1/me'))).rejects.toMatchObject({ status: 502, code: 'http_502' });
  });

  it('tell when there was no answer at all', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(body(api.GET('/api/v1/me'))).rejects.toMatchObject({ code: 'unreachable' });
  });
});

describe('the end of a session', () => {
  it('is noticed on any page', async () => {
    const ended = vi.fn();
    onSessionEnded(ended);
    answer(401, { code: 'unauthorized' });
    await body(api.GET('/api/v1/channels')).catch(() => {});
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('is not what a wrong password means', async () => {
    const ended = vi.fn();
    onSessionEnded(ended);
    answer(401, { code: 'bad_credentials' });
    await body(api.POST('/api/v1/auth/sign-in', { body: { email: 'a', password: 'b' } })).catch(() => {});
    expect(ended).not.toHaveBeenCalled();
  });
});

it('takes an empty answer for done', async () => {
  const fetch = answer(204);
  await done(api.POST('/api/v1/conversations/{id}/read', { params: { path: { id: 'conv_1' } } }));
  const request = fetch.mock.calls[0]![0] as Request;
  expect(new URL(request.url).pathname).toBe('/api/v1/conversations/conv_1/read');
  expect(request.credentials).toBe('same-origin');
  expect(request.headers.get('X-Leadmetrics')).toBe('portal');
});

describe('renewed access', () => {
  const problem = () => new Response('{"code":"unauthenticated"}', { status: 401 });
  const path = (request: unknown) => new URL((request as Request).url).pathname;

  it('is asked for once however many requests are refused, and they are sent again', async () => {
    let renewed = 0;
    const ended = vi.fn();
    onSessionEnded(ended);
    vi.spyOn(globalThis, 'fetch').mockImplementation((request) => {
      if (path(request) === '/api/v1/auth/refresh') {
        renewed += 1;
        return Promise.resolve(Response.json({}));
      }
      return Promise.resolve(renewed ? Response.json({ items: [] }) : problem());
    });
    await Promise.all([body(api.GET('/api/v1/channels')), body(api.GET('/api/v1/me'))]);
    expect(renewed).toBe(1);
    expect(ended).not.toHaveBeenCalled();
  });

  it('is asked for to sign out, or the session would go on after it', async () => {
    const asked: string[] = [];
    vi.spyOn(globalThis, 'fetch').mockImplementation((request) => {
      asked.push(path(request));
      return Promise.resolve(asked.length === 1 ? problem() : Response.json({}));
    });
    await done(api.POST('/api/v1/auth/sign-out'));
    expect(asked).toEqual(['/api/v1/auth/sign-out', '/api/v1/auth/refresh', '/api/v1/auth/sign-out']);
  });

  it('is not asked for when a password is wrong', async () => {
    const fetch = vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(problem()));
    await body(api.POST('/api/v1/auth/sign-in', { body: { email: 'a', password: 'b' } })).catch(() => {});
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});
