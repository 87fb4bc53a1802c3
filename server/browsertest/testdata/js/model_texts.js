/** Two people at one text, as the model server decides it: merged where both can stand, else kept as a rival; and the choice. */
import { merge } from "/static/model/merge.js";

const MOST = 4;
const KINDS = { "note.edit": ["note", "text"], "statement.edit": ["statement", "text"], "group.title": ["group", "title"] };

/** @returns {any[] | string | undefined} the change, or the code of a refusal; undefined: not an edit */
export function judgeText(state, seat, { type, body }) {
  if (type === "text.choose") return choose(state, body);
  if (!Object.hasOwn(KINDS, type)) return undefined;
  const [kind, field] = KINDS[type];
  const now = state.get(kind, body[kind]);
  if (!now || now.withdrawn) return now ? "gone" : "not_found";
  const [stands, wanted] = [now[field] ?? "", body[field]];
  const text = merge(body.base, stands, wanted);
  if (text !== null) return text === stands ? [] : put(kind, { ...now, [field]: text });
  const rivals = now.rivals ?? [];
  if (rivals.some((r) => r.text === wanted)) return [];
  return rivals.length >= MOST ? "changed" : put(kind, { ...now, rivals: [...rivals, { text: wanted, author: seat }] });
}

function choose(state, { item, text, rivals }) {
  const kind = state.kindOf(item);
  const now = state.item(item);
  if (!now || now.withdrawn) return now ? "gone" : "not_found";
  const { rivals: had = [], ...rest } = now;
  const left = had.filter((r) => !rivals.includes(r.text));
  return put(kind, { ...rest, [kind === "group" ? "title" : "text"]: text, ...(left.length > 0 && { rivals: left }) });
}

const put = (kind, after) => [{ kind, id: after.id, after }];
