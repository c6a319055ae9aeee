import type { ConversationRecord } from "../../core/store-port.ts";
import type { ApiClient } from "./api-client.ts";
import { CallFailure } from "./api-failure.ts";
import { make } from "./dom.ts";
import type { Strings } from "./strings.ts";

type Conversation = Omit<ConversationRecord, "owner">;

export interface HistoryOptions {
  readonly strings: Strings;
  readonly language: string;
  readonly client: Pick<ApiClient, "listConversations" | "getConversation" | "deleteConversation">;
  readonly current: string | null;
  readonly open: (id: string) => void;
  /** Told when the conversation that is open was deleted. */
  readonly onDeleted: (id: string) => void;
}

const AT_ONCE = 6;
const MAX_LISTED = 100;

/**
 * Earlier conversations in a dialog: searched by what was asked and answered in them, opened, exported
 * as JSON, deleted after a second click. Only the newest hundred are listed, and the dialog says so.
 */
export function openHistory(layer: HTMLElement, options: HistoryOptions): void {
  const { strings, client } = options;
  const opener = layer.getRootNode();
  const focused = opener instanceof ShadowRoot ? opener.activeElement : null;
  const list = make("ul", { class: "history-list" });
  const said = make("p", { class: "detail", role: "status" }, strings.loading);
  const search = make("input", { type: "search", "aria-label": strings.searchHistory });
  search.placeholder = strings.searchHistory;
  const found: { readonly text: string; readonly item: HTMLElement }[] = [];

  const filter = () => {
    const wanted = search.value.trim().toLowerCase();
    for (const { text, item } of found) item.hidden = !text.includes(wanted);
    const shown = found.filter(({ item }) => item.isConnected && item.hidden !== true).length;
    said.textContent = strings.conversations(shown);
    if (found.length >= MAX_LISTED) said.append(` ${strings.onlyNewest(MAX_LISTED)}`);
  };
  search.addEventListener("input", filter);

  const dialog = make(
    "dialog",
    { class: "history", "aria-label": strings.history },
    make(
      "div",
      { class: "history-head" },
      make("h2", {}, strings.history),
      make(
        "button",
        { type: "button", class: "quiet", click: () => dialog.close() },
        strings.close,
      ),
    ),
    search,
    said,
    list,
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus();
  });
  layer.append(dialog);
  dialog.showModal();
  search.focus();

  const add = (conversation: Conversation) => {
    const item = itemView(conversation, {
      ...options,
      open: (id) => {
        dialog.close();
        options.open(id);
      },
      onDeleted: (id) => {
        item.remove();
        filter();
        search.focus();
        options.onDeleted(id);
      },
    });
    const text = conversation.turns
      .map((turn) => turn.content)
      .join("\n")
      .toLowerCase();
    found.push({ text, item });
    list.append(item);
  };
  void (async () => {
    try {
      const heads = await client.listConversations(MAX_LISTED);
      for (let at = 0; at < heads.length && dialog.open; at += AT_ONCE) {
        const some = heads.slice(at, at + AT_ONCE).map((head) => client.getConversation(head.id));
        for (const read of await Promise.allSettled(some))
          if (read.status === "fulfilled") add(read.value);
      }
      filter();
    } catch (error) {
      said.textContent = sentence(error, strings);
    }
  })();
}

function itemView(conversation: Conversation, options: HistoryOptions): HTMLElement {
  const { strings, language, client, current } = options;
  const { id, turns, updatedAtMs } = conversation;
  const title = turns[0]?.content ?? strings.emptyConversation;
  const when = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const said = make("span", { role: "status" });
  let isSure = false;
  const remove = async () => {
    if (!isSure) {
      isSure = true;
      button.textContent = strings.reallyDelete;
      button.setAttribute("aria-label", `${strings.reallyDelete} ${title}`);
      return;
    }
    try {
      await client.deleteConversation(id);
      options.onDeleted(id);
    } catch (error) {
      said.textContent = sentence(error, strings);
    }
  };
  const button = make(
    "button",
    {
      type: "button",
      class: "quiet small",
      "aria-label": `${strings.delete}: ${title}`,
      click: () => void remove(),
    },
    strings.delete,
  );
  return make(
    "li",
    {},
    make(
      "button",
      {
        type: "button",
        class: "history-open",
        "aria-current": id === current ? "true" : false,
        click: () => options.open(id),
      },
      make("span", { class: "history-title" }, title),
      make("span", { class: "detail" }, when.format(updatedAtMs)),
    ),
    make(
      "button",
      {
        type: "button",
        class: "quiet small",
        "aria-label": `${strings.export}: ${title}`,
        click: () => save(conversation),
      },
      strings.export,
    ),
    button,
    said,
  );
}

function save(conversation: Conversation): void {
  const text = JSON.stringify(conversation, null, 2);
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href, download: `ansatz-${conversation.id}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

function sentence(error: unknown, strings: Strings): string {
  return (error instanceof CallFailure && error.message) || strings.unreachable;
}
