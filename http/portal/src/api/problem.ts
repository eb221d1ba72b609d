/** An answer that was not a success, as RFC 9457 says it; or no answer at all. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, string>;

  constructor(status: number, code: string, message: string, fields: Record<string, string> = {}) {
    super(message);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.fields = fields;
  }

  static of(status: number, body: unknown): Problem {
    const b = isRecord(body) ? body : {};
    const code = typeof b.code === 'string' ? b.code : `http_${status}`;
    const message = [b.detail, b.title].find((v) => typeof v === 'string' && v !== '') as
      | string
      | undefined;
    return new Problem(status, code, message ?? '', fieldsOf(b.errors));
  }

  /** The server could not be reached: the request may or may not have arrived. */
  static unreachable(cause: unknown): Problem {
    const problem = new Problem(0, 'unreachable', '');
    problem.cause = cause;
    return problem;
  }
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return error instanceof TypeError
    ? Problem.unreachable(error)
    : new Problem(0, 'unexpected', error instanceof Error ? error.message : String(error));
}

/** Field errors come as a list of {field, message} or as a map of field to message. */
function fieldsOf(errors: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  if (Array.isArray(errors)) {
    for (const e of errors as unknown[]) {
      if (isRecord(e) && typeof e.field === 'string') {
        fields[e.field] = text(e.message) ?? text(e.detail) ?? text(e.code) ?? '';
      }
    }
  } else if (isRecord(errors)) {
    for (const [field, message] of Object.entries(errors)) fields[field] = text(message) ?? '';
  }
  return fields;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
