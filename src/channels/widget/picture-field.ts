import { CallFailure } from "./api-failure.ts";
import { make } from "./dom.ts";
import { isPicture, readPicture } from "./picture.ts";
import type { Strings } from "./strings.ts";

export interface PictureField {
  /** The picture that goes with the question, with a button that takes it out. */
  readonly element: HTMLElement;
  /** Chooses a file; hidden while nothing here sees pictures. */
  readonly button: HTMLElement;
  readonly picture: string | null;
  clear(): void;
  /** Asks whether pictures can be read, so that the button is there when they can. */
  prepare(): void;
}

export interface PictureFieldOptions {
  readonly strings: Strings;
  readonly canSee: () => Promise<boolean>;
  readonly announce: (text: string) => void;
}

/** Takes a picture that is pasted, dropped on the field or chosen, where a model sees; else says why not. */
export function pictureField(field: HTMLElement, options: PictureFieldOptions): PictureField {
  const { strings, canSee, announce } = options;
  let picture: string | null = null;
  let isAsked = false;
  const element = make("div", { class: "picture", hidden: true });
  const chooser = make("input", {
    type: "file",
    accept: "image/png,image/jpeg,image/gif,image/webp",
  });
  chooser.addEventListener("change", () => {
    const [file] = chooser.files ?? [];
    chooser.value = "";
    if (file) void take(file);
  });
  const button = make(
    "button",
    {
      type: "button",
      class: "quiet",
      hidden: true,
      "aria-label": strings.addPicture,
      click: () => chooser.click(),
    },
    "▣",
  );

  function put(address: string | null): void {
    picture = address;
    element.hidden = address === null;
    element.replaceChildren();
    if (address !== null)
      element.append(
        make("img", { src: address, alt: strings.pictureToSend }),
        make(
          "button",
          {
            type: "button",
            class: "quiet small",
            click: () => {
              put(null);
              field.focus();
            },
          },
          strings.removePicture,
        ),
      );
  }
  async function take(file: File): Promise<void> {
    if (!isPicture(file)) return announce(strings.notAPicture);
    try {
      if (!(await canSee())) return announce(strings.noImages);
    } catch (error) {
      return announce((error instanceof CallFailure && error.message) || strings.unreachable);
    }
    const address = await readPicture(file);
    if (address === null) return announce(strings.notAPicture);
    announce("");
    put(address);
    field.focus();
  }
  const takeFrom = (event: Event, data: DataTransfer | null) => {
    const [file] = data?.files ?? [];
    if (!file) return;
    event.preventDefault();
    void take(file);
  };
  field.addEventListener("paste", (event) => takeFrom(event, event.clipboardData));
  field.addEventListener("drop", (event) => takeFrom(event, event.dataTransfer));
  return {
    element,
    button,
    get picture() {
      return picture;
    },
    clear: () => put(null),
    prepare() {
      if (isAsked) return;
      isAsked = true;
      canSee().then(
        (sees) => {
          button.hidden = !sees;
          return sees;
        },
        () => {
          isAsked = false;
        },
      );
    },
  };
}
