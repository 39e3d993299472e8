/* A button beside each address that copies it. Without this, it can be selected whole. */
"use strict";
for (const address of navigator.clipboard ? document.querySelectorAll(".feeds code") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy ${address.textContent}`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(address.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(address);
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  address.after(" ", button);
}
