/** What went wrong with a request, in the one shape that all have. */
export class ApiProblem extends Error {
  /** `unreachable` where no answer came, `unreadable` where it was none of the API, else the slug of docs/errors.md. */
  readonly slug: string;
  /** The HTTP status; 0 where no answer came. */
  readonly status: number;
  /** The parameter or the key that is wrong, such as `query.near`. */
  readonly where: string | undefined;
  /** Seconds to wait before trying again, where the server says so. */
  readonly wait: number | undefined;

  constructor(slug: string, message: string, status: number, where?: string, wait?: number) {
    super(message);
    this.name = "ApiProblem";
    this.slug = slug;
    this.status = status;
    this.where = where;
    this.wait = wait;
  }
}

/** Read the problem out of an answer that is an error. */
export async function problemOf(answer: Response): Promise<ApiProblem> {
  const wait = Number(answer.headers.get("Retry-After")) || undefined;
  try {
    const told: unknown = await answer.json();
    const error = (told as { error: { slug: unknown; message: unknown; where?: unknown } }).error;
    const where = typeof error.where === "string" ? error.where : undefined;
    return new ApiProblem(String(error.slug), String(error.message), answer.status, where, wait);
  } catch {
    return new ApiProblem("unreadable", `HTTP ${answer.status}`, answer.status, undefined, wait);
  }
}
