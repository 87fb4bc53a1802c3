/**
 * Whether it is our server that answers. In a hall it often is not: until somebody has agreed to the terms of the Wi-Fi, its
 * portal answers every request, with any status it likes. From such an answer nothing follows about a seat: it means "offline".
 */

/**
 * A page of the seat that is small and sends nobody elsewhere, whatever the seat's role. (/s/{seat} itself sends those who
 * coordinate on to their board.) Asking for it does nothing.
 * @param {string} seat
 */
const pageOf = (seat) => `/s/${encodeURIComponent(seat)}/leave`;

/** A question takes no longer (ms). */
const PATIENCE = 10_000;

/** known: our server, which knows this browser. unknown: our server, and it does not. stranger: somebody else answers. none: nobody does. */
/** @typedef {"known" | "unknown" | "stranger" | "none"} Found */
/** @typedef {(address: string, options: RequestInit) => Promise<Response>} Fetch */

/**
 * A refused socket does not say why. The page of the seat does: 401 where the session is not known. (Where it is known and has
 * left this seat, the socket opens and says so itself.)
 * @param {string} seat
 * @param {Fetch} [fetch]
 * @returns {Promise<Found>} never fails
 */
export async function probe(seat, fetch = globalThis.fetch.bind(globalThis)) {
  try {
    const answer = await fetch(pageOf(seat), { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    void answer.body?.cancel();
    if (!isOurs(answer)) return "stranger";
    return answer.status === 401 ? "unknown" : answer.status >= 500 ? "none" : "known";
  } catch {
    return "none";
  }
}

/**
 * Our server says who it is; one of before that is known by the set of headers it puts on every answer, which no portal has.
 * Neither sends anybody elsewhere from the addresses asked here.
 * @param {Response} answer
 * @returns {boolean}
 */
export function isOurs({ type, redirected, headers }) {
  if (type === "opaqueredirect" || redirected) return false;
  if (headers.has("X-Yoriai")) return true;
  const policy = headers.get("Content-Security-Policy") ?? "";
  return policy.startsWith("default-src 'none'") && headers.get("X-Content-Type-Options") === "nosniff" && headers.get("Referrer-Policy") === "same-origin";
}
