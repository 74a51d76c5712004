/** Light, dark, or as the system has it; kept from visit to visit where the browser allows. */
type Theme = "auto" | "light" | "dark";

const NEXT: { [theme in Theme]: Theme } = { auto: "dark", dark: "light", light: "auto" };
const STORE = "dateline-theme";

/** Lets the button go through the themes. */
export function theme(button: HTMLButtonElement) {
  let current: Theme = "auto";
  const show = () => {
    if (current === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = current;
    button.textContent = current === "auto" ? "Auto" : current === "dark" ? "Dark" : "Light";
    button.setAttribute("aria-label", `Theme: ${current}`);
  };
  try {
    const kept = localStorage.getItem(STORE);
    if (kept === "light" || kept === "dark") current = kept;
  } catch {
    // A browser that lets the page keep nothing shows the system's theme.
  }
  show();
  button.addEventListener("click", () => {
    current = NEXT[current];
    show();
    try {
      localStorage.setItem(STORE, current);
    } catch {
      // As above.
    }
  });
}
